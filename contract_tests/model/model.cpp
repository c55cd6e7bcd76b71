#include "contract_tests/model/model.hpp"

#include "contract_tests/checks/reading.hpp"

#include <iterator>

namespace tines_mock::contract {

namespace {

std::set<std::int64_t> ids_in(const Json& story_ids) {
  return story_ids.get<std::set<std::int64_t>>();
}

}  // namespace

void Model::created(const PathId& id, const Json& request) {
  destinations_[id] = {request.at("destination_tenant_url"), request.at("destination_team_id"),
                       request.at("team_id"), ids_in(request.at("story_ids")),
                       request.value("manual_sync_only", false)};
}

void Model::updated(const PathId& id, const Json& request) {
  auto& destination = destinations_.at(id);
  if (request.contains("story_ids")) destination.story_ids = ids_in(request["story_ids"]);
  if (request.contains("manual_sync_only")) {
    destination.manual_sync_only = request["manual_sync_only"];
  }
}

const PathId* Model::nth(std::size_t n) const {
  if (destinations_.empty()) return nullptr;
  const auto step = static_cast<std::ptrdiff_t>(n % destinations_.size());
  return &std::next(destinations_.begin(), step)->first;
}

std::string Model::difference(const PathId& id, const Json& object) const {
  const auto& expected = destinations_.at(id);
  std::set<std::string> stories;
  for (const auto story : expected.story_ids) stories.insert(std::to_string(story));
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

}  // namespace tines_mock::contract
