#include "contract_tests/defects/reference_world.hpp"

#include "contract_tests/defects/reference_routes.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

void add_story(ReferenceTenant& tenant, std::int64_t id, const std::string& name,
               std::int64_t team_id) {
  tenant.stories[id] = reference_story(id, name, team_id);
}

void add_team(ReferenceTenant& tenant, std::int64_t id, const std::string& name) {
  tenant.teams[id] = {{"id", id}, {"name", name}, {"groups", Json::array()}};
}

}  // namespace

ReferenceWorld::ReferenceWorld(ReferenceOptions with) : options(with) {
  origin = {"https://origin.example",
            "origin-key-4711-very-secret",
            "limited-key-9922-secret",
            {},
            {},
            {},
            4201};
  destination = {"https://dest.example", "dest-key-0815-very-secret", "", {}, {}, {}, 77001};
  add_team(origin, 7, "Detection");
  add_team(origin, 8, "Another");
  add_team(destination, 42, "Production");
  add_team(destination, 43, "Staging");
  add_story(origin, 9981, "High\u2011Priority Alerts", 7);
  add_story(origin, 9982, "Change Control Requests", 7);
  add_story(origin, 9983, "Ünïcode \"quoted\" \\ 警報 🚨", 7);
  add_story(origin, 9990, "Of another team", 8);
}

Settings ReferenceWorld::settings() const {
  Settings settings;
  settings.tenant_url = origin.url;
  settings.api_key = origin.key;
  settings.team_id = 7;
  settings.story_ids = {9981, 9982, 9983};
  settings.destination_url = destination.url;
  settings.destination_api_key = destination.key;
  settings.destination_team_id = 42;
  settings.limited_api_key = origin.limited_key;
  return settings;
}

Response ReferenceWorld::handle(ReferenceTenant& tenant, const Request& request) {
  run_due_syncs();
  return reference_answer(*this, tenant, request);
}

std::string ReferenceWorld::push(const ReferenceDestination& to, const Json& story) {
  const auto url = without_slash(to.object.at("destination_tenant_url"));
  auto* tenant = url == destination.url ? &destination : url == origin.url ? &origin : nullptr;
  if (tenant == nullptr) return "the destination tenant cannot be reached";
  const bool keyless = tenant == &origin && to.key.empty();
  if (to.key != tenant->key && !keyless) return "the destination refused the key";
  const std::int64_t team = to.object.at("destination_team_id");
  if (!tenant->teams.contains(team)) return "the destination has no such team";
  const auto copy = std::ranges::find_if(tenant->stories, [&](const auto& entry) {
    return entry.second.at("team_id") == team &&
           entry.second.value("synced_from", Json()) == story.at("id");
  });
  const auto id = copy == tenant->stories.end() ? tenant->new_id() : copy->first;
  auto made = story;
  made["id"] = id;
  made["team_id"] = team;
  made["synced_from"] = story.at("id");
  tenant->stories[id] = made;
  return "";
}

void ReferenceWorld::sync(ReferenceDestination& to, std::int64_t story_id) {
  if (options.requests_until_sync == 0) return sync_now(to, story_id);
  due_.push_back({options.requests_until_sync, to.object.at("id"), story_id});
}

void ReferenceWorld::sync_now(ReferenceDestination& to, std::int64_t story_id) {
  for (auto& subscription : to.object["subscriptions"]) {
    const std::int64_t id = subscription.at("story").at("id");
    if ((story_id != 0 && story_id != id) || !origin.stories.contains(id)) continue;
    const auto& story = origin.stories.at(id);
    const auto error = push(to, story);
    subscription["story"]["name"] = story.at("name");
    subscription["status"] = error.empty() ? "synced" : "failed";
    subscription["error_message"] = error.empty() ? Json() : Json(error);
  }
}

void ReferenceWorld::run_due_syncs() {
  for (auto& due : due_) --due.requests_left;
  for (const auto& due : due_) {
    const auto found = origin.destinations.find(due.destination_id);
    if (due.requests_left <= 0 && found != origin.destinations.end()) {
      sync_now(found->second, due.story_id);
    }
  }
  std::erase_if(due_, [](const Due& due) { return due.requests_left <= 0; });
}

void ReferenceWorld::story_changed(std::int64_t story_id) {
  for (auto& [id, to] : origin.destinations) {
    for (auto& subscription : to.object["subscriptions"]) {
      if (subscription.at("story").at("id") != story_id) continue;
      subscription["status"] = "requires_sync";
      subscription["error_message"] = nullptr;
      subscription["story"]["name"] = origin.stories.at(story_id).at("name");
      if (!to.object.value("manual_sync_only", false)) sync(to, story_id);
    }
  }
}

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = body.dump();
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response refusal(int status, const std::string& message) {
  return json_response(status, {{"errors", {{{"message", message}, {"details", ""}}}}});
}

}  // namespace tines_mock::contract
