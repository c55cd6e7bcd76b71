#include "formats/world_rules.hpp"

#include "formats/entity_json.hpp"
#include "json/parse.hpp"
#include "support/text.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

namespace tines_mock::formats {
namespace {

void add(Problems& problems, std::string pointer, std::string expected, std::string found) {
  problems.push_back(
      {Problem::Kind::invalid, std::move(pointer), std::move(expected), std::move(found)});
}

void check_secret(const std::string& secret, std::string pointer, Problems& problems) {
  if (is_blank(secret)) add(problems, std::move(pointer), key_rule(), "a text without one");
}

// Finds repeated values.
template <class Value>
class Once {
 public:
  Once(std::string what, Problems& problems) : what_(std::move(what)), problems_(problems) {}
  void take(const Value& value, const std::string& pointer, const std::string& shown) {
    if (!seen_.insert(value).second) add(problems_, pointer, what_, shown + " for the second time");
  }

 private:
  std::string what_;
  Problems& problems_;
  std::set<Value> seen_;
};

class TenantRules {
 public:
  TenantRules(const WorldSpec& world, const TenantSpec& tenant, std::string pointer,
              Problems& problems)
      : world_(world), tenant_(tenant), pointer_(std::move(pointer)), problems_(problems) {
    for (const auto& team : tenant.teams) teams_.insert(team.id);
    for (const auto& story : tenant.stories) stories_.insert(story.id);
  }

  void check() {
    if (!is_name(tenant_.name))
      add(problems_, pointer_ + "/name", name_rule(), '"' + tenant_.name + '"');
    if (!parse_base_url(tenant_.url))
      add(problems_, pointer_ + "/url", "an absolute http or https URL", '"' + tenant_.url + '"');
    check_sizes();
    check_keys();
    check_teams_and_stories();
    check_sync_destinations();
  }

 private:
  std::string at(const char* list, std::size_t index) const {
    return child(pointer_ + '/' + list, index);
  }

  void append(const Problems& more) { problems_.insert(problems_.end(), more.begin(), more.end()); }

  void at_most(const char* list, std::size_t count, std::size_t limit) {
    if (count > limit)
      add(problems_, pointer_ + '/' + list, "at most " + std::to_string(limit),
          std::to_string(count));
  }

  void check_sizes() {
    at_most("keys", tenant_.keys.size(), limits::keys_per_tenant);
    at_most("teams", tenant_.teams.size(), limits::teams_per_tenant);
    at_most("stories", tenant_.stories.size(), limits::stories_per_tenant);
    at_most("sync_destinations", tenant_.sync_destinations.size(),
            limits::sync_destinations_per_tenant);
  }

  void check_team(TeamId id, const std::string& pointer) {
    if (!teams_.contains(id))
      add(problems_, pointer, "a team of the tenant", std::to_string(id.value));
  }

  void check_keys() {
    Once<std::string> once("a key of its own", problems_);
    for (std::size_t i = 0; i < tenant_.keys.size(); ++i) {
      const ApiKey& key = tenant_.keys[i];
      const auto place = at("keys", i);
      once.take(key.secret, place + "/secret", "the same");
      append(validate(key, place));
      if (key.team_id) check_team(*key.team_id, place + "/team_id");
    }
  }

  void check_teams_and_stories() {
    Once<TeamId> once_team("an id of its own", problems_);
    for (std::size_t i = 0; i < tenant_.teams.size(); ++i)
      once_team.take(tenant_.teams[i].id, at("teams", i) + "/id",
                     std::to_string(tenant_.teams[i].id.value));
    Once<StoryId> once_story("an id of its own", problems_);
    for (std::size_t i = 0; i < tenant_.stories.size(); ++i) {
      const Story& story = tenant_.stories[i];
      once_story.take(story.id, at("stories", i) + "/id", std::to_string(story.id.value));
      check_team(story.team_id, at("stories", i) + "/team_id");
      append(validate(story, at("stories", i)));
    }
  }

  void check_sync_destinations() {
    Once<SyncDestinationId> once("an id of its own", problems_);
    for (std::size_t i = 0; i < tenant_.sync_destinations.size(); ++i) {
      const SyncDestination& destination = tenant_.sync_destinations[i];
      const auto place = at("sync_destinations", i);
      once.take(destination.id, place + "/id", std::to_string(destination.id.value));
      check_team(destination.origin_team_id, place + "/origin_team_id");
      if (!parse_base_url(destination.destination_tenant_url))
        add(problems_, place + "/destination_tenant_url", "an absolute http or https URL",
            '"' + destination.destination_tenant_url + '"');
      if (const auto& key = destination.destination_tenant_api_key)
        check_secret(*key, place + "/destination_tenant_api_key", problems_);
      check_destination_tenant(destination, place);
      check_subscriptions(destination, place);
    }
  }

  void check_destination_tenant(const SyncDestination& destination, const std::string& place) {
    const auto& name = destination.destination_tenant;
    if (name && std::ranges::find(world_.tenants, *name, &TenantSpec::name) == world_.tenants.end())
      add(problems_, place + "/destination_tenant", "a tenant of this world", '"' + *name + '"');
  }

  void check_subscriptions(const SyncDestination& destination, const std::string& place) {
    Once<StoryId> once("each story once", problems_);
    for (std::size_t i = 0; i < destination.subscriptions.size(); ++i) {
      const Subscription& subscription = destination.subscriptions[i];
      const StoryId id = subscription.story_id;
      const auto pointer = child(place + "/subscriptions", i);
      once.take(id, pointer + "/story_id", std::to_string(id.value));
      // A failed one may be of a story that was deleted (StoryDeletion::subscription_failed).
      if (!stories_.contains(id) && subscription.status != SyncStatus::failed)
        add(problems_, pointer + "/story_id", "a story of the tenant", std::to_string(id.value));
      const auto& message = subscription.error_message;
      if (message.has_value() != (subscription.status == SyncStatus::failed))
        add(problems_, pointer + "/error_message", "a text exactly when status is \"failed\"",
            message ? "a text" : "none");
      check_history(subscription, pointer);
    }
  }

  void check_history(const Subscription& subscription, const std::string& place) {
    const auto& history = subscription.history;
    if (history.size() > limits::push_history)
      add(problems_, place + "/history", "at most " + std::to_string(limits::push_history),
          std::to_string(history.size()));
    if (subscription.pushes < static_cast<std::int64_t>(history.size()))
      add(problems_, place + "/pushes", "no fewer than the history has",
          std::to_string(subscription.pushes));
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto& message = history[i].error_message;
      if (message.has_value() != (history[i].result == PushOutcome::failed))
        add(problems_, child(place + "/history", i) + "/error_message",
            "a text exactly when result is \"failed\"", message ? "a text" : "none");
    }
  }

  const WorldSpec& world_;
  const TenantSpec& tenant_;
  std::string pointer_;
  Problems& problems_;
  std::set<TeamId> teams_;
  std::set<StoryId> stories_;
};

void check_range(std::int64_t value, IntegerRange range, std::string pointer, Problems& problems) {
  if (value < range.min || value > range.max)
    problems.push_back({Problem::Kind::out_of_range, std::move(pointer), expected_integer(range),
                        std::to_string(value)});
}

void check_rate_limit(const RateLimit& limit, const std::string& pointer, Problems& problems) {
  check_range(limit.requests, positive, pointer + "/requests", problems);
  check_range(limit.window.count(), a_window, pointer + "/window_ms", problems);
}

using SubscriptionKey = std::tuple<std::string_view, SyncDestinationId, StoryId>;

std::set<SubscriptionKey> find_waiting_subscriptions(const WorldSpec& world) {
  std::set<SubscriptionKey> waiting;
  for (const auto& tenant : world.tenants)
    for (const auto& destination : tenant.sync_destinations)
      for (const auto& subscription : destination.subscriptions)
        if (subscription.status == SyncStatus::requires_sync)
          waiting.emplace(tenant.name, destination.id, subscription.story_id);
  return waiting;
}

void check_pending_pushes(const WorldSpec& world, const std::string& pointer, Problems& problems) {
  auto waiting = find_waiting_subscriptions(world);
  for (std::size_t i = 0; i < world.pending_pushes.size(); ++i) {
    const PendingPush& push = world.pending_pushes[i];
    const auto place = child(pointer, i);
    if (waiting.erase({push.tenant, push.sync_destination_id, push.story_id}) == 0)
      add(problems, place, "a subscription in requires_sync that has no other push",
          "story " + std::to_string(push.story_id.value) + " of sync destination " +
              std::to_string(push.sync_destination_id.value) + " of the tenant \"" + push.tenant +
              '"');
    check_range(push.due_in.count(), a_push_time, place + "/due_in_ms", problems);
    check_range(push.chain, a_push_chain, place + "/chain", problems);
    if (push.result && !push.result->failure && !push.result->message.empty())
      add(problems, place + "/result/message", "a message only with a failure", "one without");
  }
}

}  // namespace

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= limits::name_bytes &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

std::string name_rule() {
  return "1 to " + std::to_string(limits::name_bytes) + " of a-z, 0-9, '-', '_'";
}

std::string key_rule() {
  return "a key: a text that is not empty and not of blanks alone";
}

bool is_guid(std::string_view text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Problems validate(const Story& story, const std::string& pointer) {
  Problems problems;
  const auto content = parse_json(story.content);
  if (!content)
    add(problems, pointer + "/content", "the text of a JSON object", content.error());
  else if (!content->is_object())
    add(problems, pointer + "/content", "the text of a JSON object", describe_kind(*content));
  if (!story.guid.empty() && !is_guid(story.guid))
    add(problems, pointer + "/guid", guid_rule, '"' + story.guid + '"');
  if (story.keep_events_for_s < 0)
    add(problems, pointer + "/keep_events_for", "an integer of 0 or more",
        std::to_string(story.keep_events_for_s));
  return problems;
}

Problems validate(const ApiKey& key, const std::string& pointer) {
  Problems problems;
  check_secret(key.secret, pointer + "/secret", problems);
  if (key.team_id.has_value() != (key.kind == KeyKind::team))
    add(problems, pointer + "/team_id", "a team exactly when kind is \"team\"",
        key.team_id ? "one" : "none");
  return problems;
}

Problems validate(const WorldSpec& world, const std::string& pointer) {
  Problems problems;
  const auto tenants = pointer + "/tenants";
  if (world.tenants.size() > limits::tenants_per_world)
    add(problems, tenants, "at most " + std::to_string(limits::tenants_per_world),
        std::to_string(world.tenants.size()));
  if (world.rate_limit) check_rate_limit(*world.rate_limit, pointer + "/rate_limit", problems);
  Once<std::string> once_name("a name of its own", problems);
  Once<std::string> once_url("a URL of its own", problems);
  for (std::size_t i = 0; i < world.tenants.size(); ++i) {
    const TenantSpec& tenant = world.tenants[i];
    const auto place = child(tenants, i);
    once_name.take(tenant.name, place + "/name", '"' + tenant.name + '"');
    if (const auto url = parse_base_url(tenant.url))
      once_url.take(url->text(), place + "/url", '"' + tenant.url + '"');
    TenantRules(world, tenant, place, problems).check();
  }
  if (!world.pending_pushes.empty())
    check_pending_pushes(world, pointer + "/pending_pushes", problems);
  return problems;
}

}  // namespace tines_mock::formats
