#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

using namespace tines_mock;

namespace {

const ServerOptions silent_server{.listen = false};
const std::vector<std::string> blank_texts = {"", " ", "\t", " \r\n\v\f "};

Response put(MockServer& server, const std::string& path, const nlohmann::json& body) {
  return server.handle({.method = "PUT",
                        .target = "/api/v1" + path,
                        .headers = {{"Authorization", "Bearer origin-key"}},
                        .body = body.dump()});
}

WorldSpec three_destinations() {
  return load_world(TINES_MOCK_FIXTURES "/worlds/three_destinations.json");
}

}  // namespace

TEST_CASE("a blank text is not a key, wherever C++ takes one") {
  for (const auto& blank : blank_texts) {
    auto key_of_a_tenant = three_destinations();
    key_of_a_tenant.tenants[0].keys[0].secret = blank;
    CHECK_THROWS_AS(MockServer(key_of_a_tenant, {}, silent_server), std::logic_error);
    auto key_of_a_destination = three_destinations();
    key_of_a_destination.tenants[0].sync_destinations[0].destination_tenant_api_key = blank;
    CHECK_THROWS_AS(MockServer(key_of_a_destination, {}, silent_server), std::logic_error);
    MockServer server(three_destinations(), {}, silent_server);
    CHECK_THROWS_AS(server.world().import_state(key_of_a_destination), std::logic_error);
    CHECK_THROWS_AS(server.tenant("origin").add_key({.secret = blank}), std::logic_error);
  }
}

TEST_CASE("an invalid key is not added, and the error does not show it") {
  MockServer server(three_destinations(), {}, silent_server);
  auto origin = server.tenant("origin");
  CHECK_THROWS_WITH(origin.add_key({.secret = "s-1", .kind = KeyKind::team}),
                    "add_key: /team_id: expected a team exactly when kind is \"team\", found none");
  CHECK_THROWS_WITH(origin.add_key({.secret = "s-2", .team_id = TeamId(7)}),
                    "add_key: /team_id: expected a team exactly when kind is \"team\", found one");
  CHECK_THROWS_AS(origin.add_key({.secret = "s-3", .kind = KeyKind::team, .team_id = TeamId(99)}),
                  std::logic_error);
  CHECK_NOTHROW(origin.add_key({.secret = "s-4", .kind = KeyKind::team, .team_id = TeamId(7)}));
  CHECK_THROWS_AS(origin.add_key({.secret = "s-4"}), std::logic_error);
  CHECK(server.world().export_state().tenants[0].keys.size() == 2);
}

TEST_CASE("an invalid story is an error, at the start and later") {
  const std::vector<Story> wrong = {{.name = "s", .team_id = TeamId(7), .content = "{"},
                                    {.name = "s", .team_id = TeamId(7), .content = "[]"},
                                    {.name = "s", .team_id = TeamId(7), .guid = "A"},
                                    {.name = "s", .team_id = TeamId(7), .keep_events_for_s = -1}};
  for (auto story : wrong) {
    MockServer server(three_destinations(), {}, silent_server);
    CHECK_THROWS_AS(server.tenant("origin").add_story(story), std::logic_error);
    story.id = StoryId(9981);
    CHECK_THROWS_AS(server.tenant("origin").update_story(story), std::logic_error);
    auto world = three_destinations();
    world.tenants[0].stories[0] = story;
    CHECK_THROWS_AS(MockServer(world, {}, silent_server), std::logic_error);
  }
}

TEST_CASE("the keys of a team are deleted with it, so that the state stays valid") {
  MockServer server(load_world(TINES_MOCK_FIXTURES "/worlds/two_teams.json"), {}, silent_server);
  server.tenant("origin").delete_team(TeamId(7));
  const auto state = server.world().export_state();
  CHECK(state.tenants[0].keys.size() == 2);
  CHECK_NOTHROW(server.world().import_state(state));
  CHECK(to_json(parse_world(to_json(state))) == to_json(state));
}

TEST_CASE("where blank keys are accepted, the state can still be imported") {
  WorldOptions options;
  options.assumptions.blank_destination_key = Acceptance::accept;
  MockServer server(three_destinations(), options, silent_server);
  REQUIRE(put(server, "/admin/sync_destinations/21", {{"destination_tenant_api_key", ""}}).status ==
          200);
  const auto state = server.world().export_state();
  CHECK_FALSE(state.tenants[0].sync_destinations[0].destination_tenant_api_key.has_value());
  CHECK_NOTHROW(server.world().import_state(state));
}

TEST_CASE("what an update has set is exported and imported") {
  MockServer server(three_destinations(), {}, silent_server);
  const nlohmann::json settings = {{"send_to_story_enabled", true},
                                   {"send_to_story_access_source", "STS"},
                                   {"send_to_story_access", "TEAM"},
                                   {"shared_team_slugs", {"it"}},
                                   {"send_to_story_skill_use_requires_confirmation", false},
                                   {"entry_agent_id", 1},
                                   {"exit_agents", {2, 3}}};
  REQUIRE(put(server, "/stories/9981", settings).status == 200);
  MockServer other(parse_world(to_json(server.world().export_state())), {}, silent_server);
  const auto story = nlohmann::json::parse(put(other, "/stories/9981", {{"name", "x"}}).body);
  for (const auto& [name, value] : settings.items()) {
    INFO(name);
    CHECK(story.at(name) == value);
  }
}

TEST_CASE("an id that is stored fits into a world file, a longer one is rejected") {
  const std::int64_t longest = std::int64_t{1} << 53;
  for (const auto* parameter : {"folder_id", "entry_agent_id"}) {
    MockServer server(three_destinations(), {}, silent_server);
    INFO(parameter);
    CHECK(put(server, "/stories/9981", {{parameter, longest + 1}}).status == 422);
    CHECK(put(server, "/stories/9981", {{parameter, longest}}).status == 200);
    CHECK_NOTHROW(parse_world(to_json(server.world().export_state())));
  }
}

TEST_CASE("the number of stories in a request is limited") {
  MockServer server(three_destinations(), {}, silent_server);
  std::vector<int> ids(limits::story_ids_per_request, 9981);
  const auto update = [&] {
    return put(server, "/admin/sync_destinations/21", {{"story_ids", ids}}).status;
  };
  CHECK(update() == 200);
  ids.push_back(9981);
  CHECK(update() == 422);
  const nlohmann::json batch = {{"ids", ids}};
  const auto refused = server.handle({.method = "DELETE",
                                      .target = "/api/v1/stories/batch",
                                      .headers = {{"Authorization", "Bearer origin-key"}},
                                      .body = batch.dump()});
  CHECK(refused.status == 422);
  CHECK(server.tenant("origin").stories().size() == 3);
}
