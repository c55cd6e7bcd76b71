#include "trial/holdings.hpp"

#include "formats/entity_json.hpp"
#include "support/url.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::trial {
namespace {

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

template <class Entity, class Id>
std::string name_of(const std::vector<Entity>& all, Id id) {
  const auto found = std::ranges::find(all, id, &Entity::id);
  return found == all.end() ? std::to_string(id.value) : quoted(found->name);
}

std::string identity_of(const Story& story, const TenantSpec& tenant) {
  return "story " + quoted(story.name) + " in team " + name_of(tenant.teams, story.team_id) +
         " of " + tenant.name;
}

// Everything of a story but its ids and times. A copy's origin is part of its identity by name.
std::string content_of(Story story) {
  story.guid.clear();
  story.created_at = story.updated_at = story.edited_at = {};
  story.folder_id = {};
  story.user_id = {};
  story.synced_from = {};
  auto json = formats::to_json(story);
  json.erase("id");
  return dump(json);
}

std::string target_of(const SyncDestination& destination) {
  if (destination.destination_tenant) return *destination.destination_tenant;
  return destination.destination_tenant_url;
}

std::string identity_of(const SyncDestination& destination, const TenantSpec& tenant) {
  return "sync destination of " + tenant.name + " to team " +
         std::to_string(destination.destination_team_id.value) + " of " + target_of(destination);
}

std::string text_of(const Subscription& subscription, const TenantSpec& tenant) {
  return name_of(tenant.stories, subscription.story_id) + ' ' +
         std::string(name_of(formats::status_names, subscription.status));
}

std::string content_of(const SyncDestination& destination, const TenantSpec& tenant) {
  std::vector<std::string> subscriptions;
  for (const auto& subscription : destination.subscriptions)
    subscriptions.push_back(text_of(subscription, tenant));
  std::ranges::sort(subscriptions);
  std::string text = destination.manual_sync_only ? "synced by hand: " : "";
  for (const auto& subscription : subscriptions)
    text += (&subscription == &subscriptions.front() ? "" : ", ") + subscription;
  return subscriptions.empty() ? text + "no stories" : text;
}

}  // namespace

Holdings::Holdings(const WorldSpec& world) {
  for (const auto& tenant : world.tenants) {
    for (const auto& team : tenant.teams)
      add("teams of " + tenant.name, "team " + quoted(team.name) + " of " + tenant.name, "");
    for (const auto& story : tenant.stories)
      add("stories of " + tenant.name, identity_of(story, tenant), content_of(story));
    for (const auto& destination : tenant.sync_destinations)
      add("sync destinations of " + tenant.name, identity_of(destination, tenant),
          content_of(destination, tenant));
  }
}

void Holdings::add(const std::string& kind, std::string identity, std::string content) {
  ++totals_[kind];
  contents_.emplace(std::move(identity), std::move(content));
}

std::size_t Holdings::count(const std::string& identity) const {
  return contents_.count(identity);
}

std::vector<std::pair<std::string, std::string>> Holdings::sorted() const {
  std::vector<std::pair<std::string, std::string>> all(contents_.begin(), contents_.end());
  std::ranges::sort(all);
  return all;
}

std::string find_duplicate(const Holdings& now, const Holdings& after_baseline,
                           const Holdings& at_start) {
  for (const auto& [identity, content] : now.contents()) {
    const auto there = now.count(identity);
    if (there > 1 && there > std::max(after_baseline.count(identity), at_start.count(identity)))
      return std::to_string(there) + " times: " + identity;
  }
  const auto total_in = [](const Holdings& holdings, const std::string& kind) {
    const auto found = holdings.totals().find(kind);
    return found == holdings.totals().end() ? std::size_t{0} : found->second;
  };
  for (const auto& [kind, there] : now.totals()) {
    const auto expected = std::max(total_in(after_baseline, kind), total_in(at_start, kind));
    if (there > expected)
      return std::to_string(there) + ' ' + kind + ", " + std::to_string(expected) +
             " after the baseline";
  }
  return "";
}

std::string find_left_behind(const Holdings& now, const Holdings& start) {
  for (const auto& [identity, content] : now.contents())
    if (now.count(identity) > start.count(identity)) return identity;
  return "";
}

namespace {

bool is_sync_destination(const std::string& identity) {
  return identity.starts_with("sync destination");
}

std::vector<std::string> contents_of(const Holdings& holdings, const std::string& identity) {
  std::vector<std::string> contents;
  const auto [begin, end] = holdings.contents().equal_range(identity);
  for (auto it = begin; it != end; ++it) contents.push_back(it->second);
  std::ranges::sort(contents);
  return contents;
}

std::string other_contents(const std::string& identity, const std::string& expected,
                           const std::string& found) {
  if (!is_sync_destination(identity)) return identity + " has other contents";
  return std::string(identity)
      .append(": expected ")
      .append(expected)
      .append(", found ")
      .append(found);
}

}  // namespace

std::string find_difference(const Holdings& now, const Holdings& expected) {
  std::string of_another_kind;  // named when no sync destination differs: it is what causes others
  const auto differs = [&](const std::string& identity, std::string text) {
    if (is_sync_destination(identity)) return text;
    if (of_another_kind.empty()) of_another_kind = std::move(text);
    return std::string();
  };
  for (const auto& [identity, content] : expected.contents()) {
    std::string text;
    if (now.count(identity) < expected.count(identity))
      text = differs(identity, "missing: " + identity);
    else if (now.count(identity) > expected.count(identity))
      text = differs(identity, std::to_string(now.count(identity)) + " times, expected " +
                                   std::to_string(expected.count(identity)) + ": " + identity);
    else if (const auto found = contents_of(now, identity);
             found != contents_of(expected, identity))
      text = differs(identity, other_contents(identity, content, found.front()));
    if (!text.empty()) return text;
  }
  for (const auto& [identity, content] : now.contents())
    if (now.count(identity) > expected.count(identity))
      if (auto text = differs(identity, "not expected: " + identity); !text.empty()) return text;
  return of_another_kind;
}

}  // namespace tines_mock::trial
