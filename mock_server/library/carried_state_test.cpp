#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

// A state that was exported, imported, copied or reset continues where it was, pushes included.
using namespace tines_mock;

namespace {

const ServerOptions in_process{.listen = false};
const WorldOptions deferred{.virtual_clock = true, .sync_mode = SyncMode::deferred};
const WorldOptions virtual_time{.virtual_clock = true};

Response sent(MockServer& server, std::string method, std::string target, std::string body) {
  return server.handle({.method = std::move(method),
                        .target = std::move(target),
                        .headers = {{"Host", "localhost"},
                                    {"Authorization", "Bearer origin-key"},
                                    {"Content-Type", "application/json"}},
                        .body = std::move(body)});
}

void sync_both(MockServer& server) {
  REQUIRE(sent(server, "POST", "/api/v1/admin/sync_destinations", R"({
    "destination_tenant_url": "https://dest.tines.com", "destination_tenant_api_key": "dest-key",
    "destination_team_id": 42, "team_id": 7, "story_ids": [9981, 9982]})")
              .status == 201);
}

Subscription first_subscription(const WorldHandle& world) {
  return world.tenant("origin").sync_destinations().at(0).subscriptions.at(0);
}

// Its deferred push was started 400 ms ago: 600 ms are left.
WorldSpec exported_midway() {
  MockServer server(sample_world(), deferred, in_process);
  sync_both(server);
  server.virtual_clock().advance(Milliseconds(400));
  return server.world().export_state();
}

void check_that_600_ms_are_left(const WorldHandle& world) {
  world.virtual_clock().advance(Milliseconds(599));
  CHECK(world.tenant("dest").stories().empty());
  CHECK(first_subscription(world).status == SyncStatus::requires_sync);
  world.virtual_clock().advance(Milliseconds(1));
  CHECK(world.tenant("dest").stories().size() == 2);
  CHECK(first_subscription(world).status == SyncStatus::synced);
}

}  // namespace

TEST_CASE("a deferred push goes on in a server that starts with an exported state") {
  MockServer server(exported_midway(), deferred, in_process);
  check_that_600_ms_are_left(server.world());
}

TEST_CASE("a deferred push goes on after the state was written to a file and read again") {
  const auto state = exported_midway();
  MockServer server(parse_world(to_json(state)), deferred, in_process);
  CHECK(to_json(server.world().export_state()) == to_json(state));
  check_that_600_ms_are_left(server.world());
}

TEST_CASE("a deferred push goes on in a world that imports the state, and again after reset") {
  MockServer server(sample_world(), virtual_time, in_process);
  server.virtual_clock().advance(std::chrono::hours(48));
  server.world().import_state(exported_midway());
  check_that_600_ms_are_left(server.world());
  server.reset();
  check_that_600_ms_are_left(server.world());
}

TEST_CASE("a deferred push goes on in a copy of the world, and in the world itself") {
  MockServer server(sample_world(), deferred, in_process);
  sync_both(server);
  server.virtual_clock().advance(Milliseconds(400));
  REQUIRE(
      sent(server, "POST", "/__admin/worlds", R"({"name": "copy", "copy_of": "default"})").status ==
      201);
  check_that_600_ms_are_left(server.world("copy"));
  check_that_600_ms_are_left(server.world());
}

TEST_CASE("a deferred push goes on when the state is exported and imported over HTTP") {
  MockServer server(sample_world(), deferred, in_process);
  sync_both(server);
  server.virtual_clock().advance(Milliseconds(400));
  const auto exported = sent(server, "GET", "/__admin/worlds/default/export", "");
  REQUIRE(exported.status == 200);
  REQUIRE(sent(server, "POST", "/__admin/worlds/default/import", exported.body).status == 200);
  check_that_600_ms_are_left(server.world());
}

TEST_CASE("a push that waits for a slow destination keeps its failure and message over an export") {
  MockServer server(sample_world(), deferred, in_process);
  server.inject(
      {.name = "slow to refuse",
       .when = operation("push"),
       .phase = Phase::push,
       .effect = effects::PushFails{PushFailure::rejected, "no room", Milliseconds(500)}});
  sync_both(server);
  server.virtual_clock().advance(Milliseconds(1200));
  MockServer next(parse_world(to_json(server.world().export_state())), deferred, in_process);
  next.virtual_clock().advance(Milliseconds(299));
  CHECK(first_subscription(next.world()).status == SyncStatus::requires_sync);
  next.virtual_clock().advance(Milliseconds(1));
  CHECK(first_subscription(next.world()).error_message == "no room");
}

TEST_CASE("what a subscription remembers of its pushes is carried over, and reset brings it back") {
  MockServer before(sample_world(), virtual_time, in_process);
  before.inject({.name = "down at first",
                 .when = operation("push"),
                 .phase = Phase::push,
                 .effect = effects::PushFails{PushFailure::unreachable},
                 .times = 2});
  sync_both(before);
  MockServer server(parse_world(to_json(before.world().export_state())), virtual_time, in_process);
  const auto remembers = [&](std::size_t pushes) {
    const auto subscription = first_subscription(server.world());
    REQUIRE(subscription.history.size() == pushes);
    CHECK(subscription.pushes == static_cast<std::int64_t>(pushes));
    CHECK(subscription.history[0].at == VirtualClock::default_start);
    CHECK(subscription.history[0].error_message == "The destination tenant could not be reached.");
    CHECK(subscription.history[0].rule == "down at first");
  };
  remembers(1);
  const auto id = server.tenant("origin").sync_destinations().at(0).id;
  REQUIRE(sent(server, "POST",
               "/api/v1/admin/sync_destinations/" + std::to_string(id.value) + "/manual_sync", "")
              .status == 200);
  remembers(2);
  CHECK(first_subscription(server.world()).history[1].cause == PushCause::manual);
  server.reset();
  remembers(1);
}

TEST_CASE("a slow rule that adds no time has not acted on the push") {
  MockServer server(sample_world(), virtual_time, in_process);
  server.inject({.name = "slow",
                 .when = operation("push"),
                 .phase = Phase::push,
                 .effect = effects::push_slow(Milliseconds(0))});
  sync_both(server);
  CHECK(first_subscription(server.world()).history.at(0).rule.empty());
}

TEST_CASE("a stuck push is also stuck in the imported state") {
  MockServer server(sample_world(), deferred, in_process);
  server.inject({.name = "stuck",
                 .when = operation("push"),
                 .phase = Phase::push,
                 .effect = effects::PushStuck{}});
  sync_both(server);
  server.virtual_clock().advance(Milliseconds(1000));
  CHECK(server.world().export_state().pending_pushes.empty());
  MockServer next(server.world().export_state(), deferred, in_process);
  next.virtual_clock().advance(std::chrono::hours(24));
  CHECK(first_subscription(next.world()).status == SyncStatus::requires_sync);
}

TEST_CASE("an exported state can be imported whatever was deleted before the export") {
  auto options = deferred;
  options.assumptions.story_deletion =
      GENERATE(StoryDeletion::subscription_removed, StoryDeletion::subscription_failed);
  MockServer server(sample_world(), options, in_process);
  server.tenant("origin").add_key({.secret = "of-team-7",
                                   .kind = KeyKind::team,
                                   .rights = {Right::read},
                                   .team_id = TeamId(7)});
  sync_both(server);
  sync_both(server);
  server.tenant("origin").delete_story(StoryId(9981));
  CHECK_NOTHROW(server.world().import_state(server.world().export_state()));
  server.tenant("dest").delete_team(TeamId(42));
  CHECK_NOTHROW(server.world().import_state(server.world().export_state()));
  server.tenant("origin").delete_team(TeamId(7));
  CHECK_NOTHROW(server.world().import_state(server.world().export_state()));
  CHECK_NOTHROW(parse_world(to_json(server.world().export_state())));
}
