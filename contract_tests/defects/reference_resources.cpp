#include "contract_tests/defects/reference_routes.hpp"

#include <algorithm>

/// Teams and stories of the reference tenant.
namespace tines_mock::contract {

namespace {

std::string slug_of(const std::string& name) {
  std::string slug;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    slug += std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '_';
  }
  return slug;
}

std::int64_t delete_story(ReferenceCall& call, std::int64_t id) {
  for (auto& [destination_id, destination] : call.tenant.destinations) {
    Json left = Json::array();
    for (const auto& one : destination.object["subscriptions"]) {
      if (one.at("story").at("id") != id) left.push_back(one);
    }
    destination.object["subscriptions"] = left;
  }
  return static_cast<std::int64_t>(call.tenant.stories.erase(id));
}

void change_story(Json& story, const Json& body) {
  for (const auto& [name, value] : body.items()) {
    if (story.contains(name) && name != "id" && name != "guid") story[name] = value;
  }
  story["slug"] = slug_of(story.at("name"));
}

Response list_stories(ReferenceCall& call) {
  std::vector<Json> all;
  const auto team = call.query.find("team_id");
  const auto search = call.query.find("search");
  for (const auto& [id, story] : call.tenant.stories) {
    const auto name = story.at("name").get<std::string>();
    const bool in_team = team == call.query.end() ||
                         std::to_string(story.at("team_id").get<std::int64_t>()) == team->second;
    const bool found = search == call.query.end() || name.find(search->second) != std::string::npos;
    if (in_team && found) all.push_back(story);
  }
  return page_of(call, "stories", all);
}

Response create_story(ReferenceCall& call) {
  if (!call.body.is_object() || !call.body.contains("team_id") ||
      !call.body["team_id"].is_number_integer() ||
      !call.tenant.teams.contains(call.body["team_id"])) {
    return refusal(422, "team_id");
  }
  const auto id = call.tenant.new_id();
  auto story = reference_story(id, call.body.value("name", "Untitled"), call.body["team_id"]);
  change_story(story, call.body);
  call.tenant.stories[id] = story;
  return json_response(201, story);
}

Response import_story(ReferenceCall& call) {
  const auto id = call.tenant.new_id();
  auto story = reference_story(id, call.body.value("new_name", "Imported"), call.body["team_id"]);
  call.tenant.stories[id] = story;
  return json_response(200, story);
}

Response delete_batch(ReferenceCall& call) {
  for (const auto& id : call.body.value("ids", Json::array())) delete_story(call, id);
  return no_content();
}

Response on_one_story(ReferenceCall& call, std::int64_t id) {
  auto& story = call.tenant.stories.at(id);
  const auto& method = call.request.method;
  if (call.path.size() == 3 && call.path[2] == "export" && method == "GET") {
    return json_response(200, {{"name", story.at("name")}, {"agents", Json::array()}});
  }
  if (call.path.size() != 2) return refusal(404, "no such path");
  if (method == "GET") return json_response(200, story);
  if (method == "DELETE") {
    delete_story(call, id);
    return no_content();
  }
  if (method != "PUT") return refusal(404, "no such path");
  change_story(story, call.body);
  call.world.story_changed(id);
  return json_response(200, story);
}

Response on_one_team(ReferenceCall& call, std::int64_t id) {
  auto& team = call.tenant.teams.at(id);
  if (call.request.method == "GET") return json_response(200, team);
  if (call.request.method == "PUT") {
    team["name"] = call.body.value("name", team.value("name", ""));
    return json_response(200, team);
  }
  if (call.request.method != "DELETE") return refusal(404, "no such path");
  call.tenant.teams.erase(id);
  return no_content();
}

}  // namespace

Json reference_story(std::int64_t id, const std::string& name, std::int64_t team_id) {
  const std::string time = "2026-01-01T00:00:00Z";
  return {{"name", name},
          {"user_id", 1},
          {"description", nullptr},
          {"keep_events_for", 604800},
          {"disabled", false},
          {"priority", false},
          {"send_to_story_enabled", false},
          {"send_to_story_access_source", "OFF"},
          {"send_to_story_access", nullptr},
          {"shared_team_slugs", Json::array()},
          {"entry_agent_id", nullptr},
          {"exit_agents", Json::array()},
          {"send_to_story_skill_use_requires_confirmation", true},
          {"team_id", team_id},
          {"tags", Json::array()},
          {"guid", std::string("0123456789abcdef0123456789abcdef")},
          {"slug", slug_of(name)},
          {"created_at", time},
          {"updated_at", time},
          {"edited_at", time},
          {"mode", "LIVE"},
          {"id", id},
          {"folder_id", nullptr},
          {"published", true},
          {"change_control_enabled", false},
          {"locked", false},
          {"owners", Json::array()}};
}

Response answer_stories(ReferenceCall& call) {
  const auto& method = call.request.method;
  const auto last = call.path.back();
  if (call.path.size() == 1 && method == "GET") return list_stories(call);
  if (call.path.size() == 1 && method == "POST") return create_story(call);
  if (last == "import" && method == "POST") return import_story(call);
  if (last == "batch" && method == "DELETE") return delete_batch(call);
  const auto id = call.path.size() > 1 ? number_in(call.path[1]) : std::nullopt;
  if (!id || !call.tenant.stories.contains(*id)) return refusal(404, "no such story");
  return on_one_story(call, *id);
}

Response answer_teams(ReferenceCall& call) {
  if (call.path.size() == 1 && call.request.method == "GET") {
    std::vector<Json> all;
    for (const auto& [id, team] : call.tenant.teams) all.push_back(team);
    return page_of(call, "teams", all);
  }
  if (call.path.size() == 1 && call.request.method == "POST") {
    if (!call.body.is_object() || !call.body.contains("name")) return refusal(422, "name");
    const auto id = call.tenant.new_id();
    call.tenant.teams[id] = {{"id", id}, {"name", call.body["name"]}, {"groups", Json::array()}};
    return json_response(201, call.tenant.teams[id]);
  }
  const auto id = call.path.size() == 2 ? number_in(call.path[1]) : std::nullopt;
  if (!id || !call.tenant.teams.contains(*id)) return refusal(404, "no such team");
  return on_one_team(call, *id);
}

}  // namespace tines_mock::contract
