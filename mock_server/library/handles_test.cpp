#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <algorithm>

// Every method of the handles: what it does, and the errors when it is misused.
using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

struct TypedFace {
  explicit TypedFace(WorldOptions options = {})
      : server(sample_world(), std::move(options), {.listen = false}) {}

  int status_of(std::string method, std::string path, std::string body = {},
                std::string key = "origin-key") {
    return server
        .handle({.method = std::move(method),
                 .target = "/api/v1" + path,
                 .headers = {{"Host", "localhost"}, {"Authorization", "Bearer " + key}},
                 .body = std::move(body)})
        .status;
  }
  void sync_stories() {
    REQUIRE(status_of("POST", "/admin/sync_destinations", R"({
      "destination_tenant_url": "https://dest.tines.com", "destination_tenant_api_key": "dest-key",
      "destination_team_id": 42, "team_id": 7, "story_ids": [9981, 9982]})") == 201);
  }

  MockServer server;
  TenantHandle origin = server.tenant("origin");
  TenantHandle dest = server.tenant("dest");
};

template <class Id, class Entity>
bool has(const std::vector<Entity>& entities, Id id) {
  return std::ranges::count(entities, id, &Entity::id) == 1;
}

const StoryId alerts{9981};
const StoryId nowhere{1};
const FaultRule refusal{.name = "refusal",
                        .phase = Phase::request,
                        .effect = effects::Answer{.status = 503},
                        .times = 1};

}  // namespace

TEST_CASE("a tenant's handle shows what the tenant has") {
  TypedFace face;
  face.sync_stories();
  CHECK(face.origin.name() == "origin");
  CHECK(has(face.origin.teams(), TeamId(7)));
  CHECK(has(face.origin.stories(), alerts));
  CHECK(face.origin.story(alerts).name == "High‑Priority Alerts");
  REQUIRE(face.origin.sync_destinations().size() == 1);
  CHECK(face.origin.sync_destination(SyncDestinationId(24)).destination_team_id == TeamId(42));
  CHECK(face.dest.stories().size() == 2);
}

TEST_CASE("a tenant's handle adds, changes and deletes stories as the API does") {
  TypedFace face;
  face.sync_stories();
  const auto added = face.origin.add_story({.id = alerts, .name = "New", .team_id = TeamId(7)});
  CHECK(added != alerts);
  CHECK(face.status_of("GET", "/stories/" + std::to_string(added.value)) == 200);

  auto story = face.origin.story(alerts);
  story.name = "Renamed";
  story.tags = {"urgent"};
  face.origin.update_story(story);
  CHECK(face.origin.story(alerts).name == "Renamed");
  CHECK(face.dest.stories().at(0).name == "Renamed");
  CHECK(face.dest.stories().at(0).tags == std::vector<std::string>{"urgent"});

  face.origin.delete_story(alerts);
  CHECK_FALSE(has(face.origin.stories(), alerts));
  CHECK(face.origin.sync_destinations().at(0).subscriptions.size() == 1);
}

TEST_CASE("a tenant's handle adds and deletes teams, with what belongs to them") {
  TypedFace face;
  face.sync_stories();
  const auto team = face.origin.add_team("New");
  CHECK(has(face.origin.teams(), team));
  face.origin.add_key({.secret = "team-key", .kind = KeyKind::team, .team_id = TeamId(7)});
  CHECK(face.status_of("GET", "/stories", {}, "team-key") == 200);
  face.origin.delete_team(TeamId(7));
  CHECK_FALSE(has(face.origin.teams(), TeamId(7)));
  CHECK_FALSE(has(face.origin.stories(), alerts));
  CHECK(face.origin.sync_destinations().empty());
  CHECK(face.status_of("GET", "/stories", {}, "team-key") == 401);
}

TEST_CASE("a tenant's handle adds keys, which the journal never shows, and revokes them") {
  TypedFace face;
  face.origin.add_key({.secret = "added-at-run-time", .rights = {Right::read}});
  CHECK(face.status_of("GET", "/stories?q=added-at-run-time", {}, "added-at-run-time") == 200);
  CHECK(face.status_of("DELETE", "/stories/9981", {}, "added-at-run-time") == 403);
  CHECK(face.server.requests().at(0).request.target.find("added-at-run-time") == std::string::npos);
  face.origin.revoke_key("added-at-run-time");
  CHECK(face.status_of("GET", "/stories", {}, "added-at-run-time") == 401);
}

TEST_CASE("a call that a tenant's handle cannot carry out is an error that says why") {
  TypedFace face;
  const auto [call, words] = GENERATE((table<std::function<void(TypedFace&)>, std::string>(
      {{[](TypedFace& f) { f.origin.story(nowhere); },
        "story(\"1\"): expected a story of the tenant origin (9981, 9982)"},
       {[](TypedFace& f) { f.origin.sync_destination(SyncDestinationId(1)); },
        "sync_destination(\"1\"): expected a sync destination of the tenant origin (there is "
        "none)"},
       {[](TypedFace& f) { f.origin.add_story({.name = "s", .team_id = TeamId(1)}); },
        "add_story: expected a team of this tenant, found 1"},
       {[](TypedFace& f) { f.origin.update_story({.id = nowhere, .team_id = TeamId(7)}); },
        "update_story: expected a story of this tenant, found 1"},
       {[](TypedFace& f) { f.origin.update_story({.id = alerts, .team_id = TeamId(1)}); },
        "update_story: expected a team of this tenant, found 1"},
       {[](TypedFace& f) { f.origin.delete_story(nowhere); },
        "delete_story: expected a story of this tenant, found 1"},
       {[](TypedFace& f) { f.origin.delete_team(TeamId(1)); },
        "delete_team: expected a team of this tenant, found 1"},
       {[](TypedFace& f) { f.origin.add_key({}); },
        "add_key: /secret: expected a key: a text that is not empty and not of blanks alone, found "
        "a text without one"},
       {[](TypedFace& f) { f.origin.add_key({.secret = "origin-key"}); },
        "add_key: the tenant origin has that key already"},
       {[](TypedFace& f) { f.origin.revoke_key("unknown"); },
        "revoke_key: the tenant origin has no such key"},
       {[](TypedFace& f) {
          f.server.world().import_state({.tenants = {{.name = "other", .url = "http://other"}}});
          f.origin.teams();
        },
        "the tenant origin is gone: its world has another state now"}})));
  CHECK_THROWS_WITH(call(face), words);
}

TEST_CASE("an error names the first fifty of what there is") {
  TypedFace face;
  for (int i = 0; i < 60; ++i) face.dest.add_story({.name = "s", .team_id = TeamId(42)});
  std::string ids;
  const auto stories = face.dest.stories();
  for (std::size_t i = 0; i < 50; ++i) ids += std::to_string(stories.at(i).id.value) + ", ";
  CHECK_THROWS_WITH(face.dest.story(StoryId(99'999)),
                    "story(\"99999\"): expected a story of the tenant dest (" + ids + "…)");
}

TEST_CASE("a tenant has at most 10,000 teams") {
  WorldSpec world = sample_world();
  auto& origin = world.tenants.at(0);
  for (int id = 1; origin.teams.size() < 10'000; ++id)
    if (id != 7 && id != 8) origin.teams.push_back({TeamId(id), "t"});
  MockServer server(world, {}, {.listen = false});
  CHECK_THROWS_WITH(server.tenant("origin").add_team("one more"),
                    "add_team: expected at most 10000 teams a tenant, found one more");
}

TEST_CASE("a world's handle knows its name, seed, tenants and their URLs") {
  TypedFace face({.rng_seed = 7});
  CHECK(face.server.world().name() == "default");
  CHECK(face.server.world().rng_seed() == 7);
  CHECK(face.server.url("dest") == "http://localhost/t/dest");
  CHECK(face.server.tenant("dest").name() == "dest");
  CHECK_THROWS_WITH(face.server.url("nobody"),
                    "tenant(\"nobody\"): expected one of the world's tenants (origin, dest)");
}

TEST_CASE("a world's handle injects faults, reports what they did, and removes them") {
  TypedFace face;
  face.server.inject(refusal);
  CHECK(face.server.world().unfired_faults() == std::vector<std::string>{"refusal"});
  CHECK_THROWS_AS(face.server.world().verify_all_faults_fired(), VerificationError);
  CHECK(face.status_of("GET", "/stories") == 503);
  CHECK(face.status_of("GET", "/stories") == 200);
  CHECK(face.server.world().unfired_faults().empty());
  CHECK_NOTHROW(face.server.world().verify_all_faults_fired());
  REQUIRE(face.server.world().fault_statuses().size() == 1);
  CHECK(face.server.world().fault_statuses().at(0).state == RuleState::exhausted);
  CHECK(face.server.world().fault_statuses().at(0).fired == 1);
  CHECK(face.server.world().faults().at(0).name == "refusal");
  face.server.world().remove_fault("refusal");
  CHECK(face.server.world().faults().empty());

  face.server.world().inject_all(
      {{.name = "a", .effect = effects::reset()}, {.name = "b", .effect = effects::reset()}});
  CHECK(face.server.world().faults().size() == 2);
  face.server.world().clear_faults();
  CHECK(face.status_of("GET", "/stories") == 200);
}

TEST_CASE("a world's handle switches a scenario on and off, and leaves other rules alone") {
  TypedFace face;
  face.server.inject(refusal);
  face.server.inject_scenario("server_restarts");
  CHECK(face.server.world().faults().size() > 1);
  face.server.world().remove_scenario("server_restarts");
  REQUIRE(face.server.world().faults().size() == 1);
  CHECK(face.server.world().faults().at(0).name == "refusal");
  CHECK_NOTHROW(face.server.world().remove_scenario("server_restarts"));
  const auto name =
      std::ranges::find(scenarios(), "server_restarts", &Scenario::name)->rules.front().name;
  face.server.inject({.name = name, .effect = effects::answer(503)});
  face.server.world().remove_scenario("server_restarts");
  CHECK(face.server.world().faults().size() == 2);
}

TEST_CASE("an invalid rule is not added, nor are the rules that are given with it") {
  TypedFace face;
  face.server.inject(refusal);
  CHECK_THROWS_AS(face.server.inject(refusal), std::logic_error);
  CHECK_THROWS_AS(
      face.server.inject({.name = "p", .phase = Phase::push, .effect = effects::reset()}),
      std::logic_error);
  CHECK_THROWS_AS(
      face.server.world().inject_all({{.name = "a", .effect = effects::reset()}, refusal}),
      std::logic_error);
  CHECK(face.server.world().faults().size() == 1);
  CHECK_THROWS_WITH(face.server.world().remove_fault("other"),
                    "remove_fault(\"other\"): expected the name of a rule (refusal)");
  CHECK_THROWS_WITH(
      face.server.inject_scenario("other"),
      Contains("inject_scenario(\"other\"): expected a scenario (") && Contains("server_restarts"));
  CHECK_THROWS_WITH(face.server.world().remove_scenario("other"),
                    Contains("expected a scenario ("));
}

TEST_CASE("a world's handle verifies which requests arrived, how often and in which order") {
  TypedFace face;
  CHECK(face.status_of("GET", "/teams") == 200);
  CHECK(face.status_of("GET", "/stories") == 200);
  const auto stories = operation("story.list");
  const auto teams = operation("team.list");
  CHECK(face.server.requests().size() == 2);
  CHECK(face.server.check(stories, exactly(1)).holds);
  CHECK_FALSE(face.server.check(stories, at_least(2)).holds);
  CHECK(face.server.check(any_request(), at_most(2)).holds);
  CHECK_NOTHROW(face.server.verify(stories, exactly(1)));
  CHECK_THROWS_AS(face.server.verify(stories, exactly(2)), VerificationError);
  CHECK(face.server.world().check_in_order({teams, stories}).holds);
  CHECK_FALSE(face.server.world().check_in_order({stories, teams}).holds);
  CHECK_NOTHROW(face.server.world().verify_in_order({teams, stories}));
  CHECK_THROWS_WITH(face.server.world().verify_in_order({stories, teams}), Contains("team.list"));
  face.server.world().clear_requests();
  CHECK(face.server.requests().empty());
  CHECK(face.server.world().evicted_requests() == 0);
}

TEST_CASE("a matcher that can never fit is an error in each of the four verifications") {
  TypedFace face;
  const Matcher senseless = operation("story.lst");
  CHECK_THROWS_AS(face.server.check(senseless, exactly(0)), std::logic_error);
  CHECK_THROWS_AS(face.server.verify(senseless, exactly(0)), std::logic_error);
  CHECK_THROWS_AS(face.server.world().check_in_order({any_request(), senseless}), std::logic_error);
  CHECK_THROWS_AS(face.server.world().verify_in_order({any_request(), senseless}),
                  std::logic_error);
}

TEST_CASE("a world's handle counts the evicted entries of the journal") {
  TypedFace face;
  for (int i = 0; i < 10'003; ++i) face.status_of("GET", "/x");
  CHECK(face.server.world().evicted_requests() == 3);
}

TEST_CASE("a world's handle gives its clock, and the virtual one only if it has one") {
  TypedFace on_real_time;
  CHECK(on_real_time.server.world().clock().now() > VirtualClock::default_start);
  CHECK_THROWS_WITH(on_real_time.server.virtual_clock(),
                    Contains("the world default runs on real time"));
  TypedFace face({.virtual_clock = true});
  face.server.virtual_clock().advance(Milliseconds(5));
  CHECK(face.server.world().clock().now() == VirtualClock::default_start + Milliseconds(5));
}

TEST_CASE("import_state rejects an inconsistent state, reset restores the last imported one") {
  TypedFace face;
  auto state = face.server.world().export_state();
  state.tenants.at(0).stories.at(0).name = "Imported";
  face.server.world().import_state(state);
  CHECK(face.origin.story(alerts).name == "Imported");
  face.origin.delete_story(alerts);
  face.server.inject(refusal);
  face.server.reset();
  CHECK(face.origin.story(alerts).name == "Imported");
  CHECK(face.server.world().faults().empty());
  state.tenants.at(0).stories.at(0).team_id = TeamId(1);
  CHECK_THROWS_WITH(face.server.world().import_state(state),
                    "import_state: /tenants/0/stories/0/team_id: expected a team of the tenant, "
                    "found 1");
}

TEST_CASE("a server without a socket has neither port nor certificate, and serves its worlds") {
  TypedFace face;
  CHECK(face.server.port() == 0);
  CHECK(face.server.url() == "http://localhost");
  CHECK(face.server.certificate_pem().empty());
  const auto other = face.server.add_world("other", sample_world(), {.rng_seed = 3});
  CHECK(face.server.world("other").rng_seed() == 3);
  CHECK(face.server.world("other").name() == other.name());
  face.server.drop_world("other");
  CHECK_THROWS_WITH(face.server.world("other"),
                    "world(\"other\"): expected a world of this server (default)");
  CHECK_THROWS_WITH(face.server.drop_world("other"),
                    "world(\"other\"): expected a world of this server (default)");
}

TEST_CASE("a server over TLS gives the certificate that its clients shall trust") {
  MockServer server(sample_world(), {}, {.tls = Tls{}});
  CHECK_THAT(server.certificate_pem(), Catch::Matchers::StartsWith("-----BEGIN CERTIFICATE-----"));
  CHECK_THAT(server.url("dest"), Catch::Matchers::StartsWith("https://127.0.0.1:"));
}

TEST_CASE("an invalid world or option is an error when the server is made") {
  const auto world = sample_world();
  WorldSpec twice = world;
  twice.tenants.push_back(twice.tenants.at(0));
  const ServerOptions no_port{.listen = false};
  CHECK_THROWS_WITH(MockServer(twice, {}, no_port),
                    Contains("a world that contradicts itself: default: /tenants/2/name"));
  for (const auto delay : {Milliseconds(-1), Milliseconds(600'001), Milliseconds::max()})
    CHECK_THROWS_WITH(
        MockServer(world, {.sync_delay = delay}, no_port),
        "WorldOptions::sync_delay: expected 0 to 600000, found " + std::to_string(delay.count()));
  CHECK_NOTHROW(MockServer(world, {.sync_delay = Milliseconds(600'000)}, no_port));

  CHECK_THROWS_WITH(MockServer(world, {}, {.host = "0.0.0.0"}),
                    Contains("0.0.0.0 is not a loopback address: set a control token"));
  CHECK_THROWS_WITH(MockServer(world, {}, {.host = "0.0.0.0", .control_token = ""}),
                    Contains("the control token (ServerOptions::control_token) is blank"));
  CHECK_NOTHROW(MockServer(world, {}, {.host = "0.0.0.0", .control_token = "t"}));
  CHECK_NOTHROW(MockServer(world, {}, {.host = "0.0.0.0", .listen = false}));
}
