#include "contract_tests/model/model.hpp"

#include "contract_tests/checks/reading.hpp"

#include <iterator>

namespace tines_mock::contract {

namespace {

std::set<std::int64_t> ids_in(const Json& story_ids) {
  return story_ids.get<std::set<std::int64_t>>();
}

std::string status_of(Standing standing) {
  switch (standing) {
    case Standing::synced:
      return "synced";
    case Standing::failed:
      return "failed";
    case Standing::waiting:
      return "requires_sync";
    case Standing::open:
      return "";
  }
  return "";
}

}  // namespace

void Model::created(const PathId& id, const Json& request) {
  auto& destination = destinations_[id] = {request.at("destination_tenant_url"),
                                           request.at("destination_team_id"),
                                           request.at("team_id"),
                                           request.value("manual_sync_only", false),
                                           request.at("destination_tenant_api_key") == good_key_,
                                           {}};
  subscribe(destination, ids_in(request.at("story_ids")));
}

void Model::updated(const PathId& id, const Json& request) {
  auto& destination = destinations_.at(id);
  destination.manual_sync_only = request.value("manual_sync_only", destination.manual_sync_only);
  if (request.contains("destination_tenant_api_key")) {
    destination.key_is_good = request["destination_tenant_api_key"] == good_key_;
  }
  // No document says whether an update syncs the stories that stay again. The result is known only
  // where that makes no difference.
  const auto judgement = destination.key_is_good ? Standing::synced : Standing::failed;
  for (auto& [story, subscription] : destination.subscriptions) {
    if (deleted_.contains(story)) continue;
    if (subscription.standing != judgement || !subscription.message.empty()) {
      leave_open(subscription, story);
    }
  }
  if (request.contains("story_ids")) subscribe(destination, ids_in(request["story_ids"]));
}

void Model::subscribe(ModelDestination& destination, const std::set<std::int64_t>& stories) {
  std::erase_if(destination.subscriptions,
                [&](const auto& entry) { return !stories.contains(entry.first); });
  for (const auto story : stories) {
    const bool is_new = destination.subscriptions.try_emplace(story).second;
    if (is_new && !destination.manual_sync_only) push(destination, story);
  }
}

void Model::push(ModelDestination& destination, std::int64_t story) {
  const bool works = destination.key_is_good && !deleted_.contains(story);
  destination.subscriptions.at(story) = {works ? Standing::synced : Standing::failed, ""};
  if (works) published_[story] = names_[story];
}

void Model::leave_open(ModelSubscription& subscription, std::int64_t story) {
  subscription = {};
  // It may be published again, under its present name.
  if (published_[story] != names_[story]) published_.erase(story);
}

void Model::synced(const PathId& id) {
  auto& destination = destinations_.at(id);
  for (const auto& [story, subscription] : destination.subscriptions) push(destination, story);
}

void Model::synced(const PathId& id, std::int64_t story) {
  push(destinations_.at(id), story);
}

void Model::failed(const PathId& id, std::int64_t story, const std::string& message) {
  destinations_.at(id).subscriptions.at(story) = {Standing::failed, message};
}

void Model::story_edited(std::int64_t story, const std::string& name) {
  names_[story] = name;
  for (auto& [id, destination] : destinations_) {
    const auto subscription = destination.subscriptions.find(story);
    if (subscription == destination.subscriptions.end()) continue;
    if (destination.manual_sync_only) {
      subscription->second = {Standing::waiting, ""};
    } else {
      push(destination, story);
    }
  }
}

void Model::story_deleted(std::int64_t story, bool subscriptions_stay) {
  published_.erase(story);
  deleted_.insert(story);
  for (auto& [id, destination] : destinations_) {
    const auto subscription = destination.subscriptions.find(story);
    if (subscription == destination.subscriptions.end()) continue;
    if (subscriptions_stay) subscription->second = {Standing::failed, ""};
    if (!subscriptions_stay) destination.subscriptions.erase(subscription);
  }
}

const PathId* Model::nth(std::size_t n) const {
  if (destinations_.empty()) return nullptr;
  const auto step = static_cast<std::ptrdiff_t>(n % destinations_.size());
  return &std::next(destinations_.begin(), step)->first;
}

std::set<std::string> Model::published_names() const {
  std::set<std::string> names;
  for (const auto& [story, name] : published_) {
    if (!name.empty()) names.insert(name);
  }
  return names;
}

std::string Model::difference(const PathId& id, const Json& object) const {
  const auto& expected = destinations_.at(id);
  std::set<std::string> stories;
  for (const auto& [story, subscription] : expected.subscriptions) {
    stories.insert(std::to_string(story));
  }
  const auto subscribed = subscribed_stories(object);
  const auto differs = [&](const char* name, const Json& value) {
    return object.contains(name) && object.at(name) != value;
  };
  if (differs("destination_tenant_url", expected.url))
    return "destination_tenant_url " + expected.url;
  if (differs("destination_team_id", expected.destination_team_id))
    return "another destination team";
  if (differs("origin_team_id", expected.origin_team_id)) return "another origin team";
  if (differs("manual_sync_only", expected.manual_sync_only)) return "the other manual_sync_only";
  if (std::set<std::string>(subscribed.begin(), subscribed.end()) != stories) {
    return "subscriptions of " + listed({stories.begin(), stories.end()});
  }
  return "";
}

std::string Model::difference_of_syncs(const PathId& id, const Json& object) const {
  for (const auto& [story, expected] : destinations_.at(id).subscriptions) {
    const auto subscription = subscription_of(object, std::to_string(story));
    const auto status = status_of(expected.standing);
    if (!status.empty() && member(subscription, "status") != Json(status)) {
      return "story " + std::to_string(story) + " " + status;
    }
    const auto name = names_.find(story);
    const bool named = expected.standing == Standing::synced && name != names_.end();
    if (named && member(member(subscription, "story"), "name") != Json(name->second)) {
      return "story " + std::to_string(story) + " named \"" + name->second + "\"";
    }
    if (!expected.message.empty() &&
        member(subscription, "error_message") != Json(expected.message)) {
      return "story " + std::to_string(story) + " failed with \"" + expected.message + "\"";
    }
  }
  return "";
}

}  // namespace tines_mock::contract
