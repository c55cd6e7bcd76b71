#include "domain/testing/stage.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

// What a subscription remembers of its pushes.
using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

namespace {

std::vector<PushCause> causes(const Subscription& subscription) {
  std::vector<PushCause> all;
  for (const auto& push : subscription.history) all.push_back(push.cause);
  return all;
}

}  // namespace

TEST_CASE("a subscription remembers what caused each of its pushes, the oldest first") {
  Stage stage;
  const auto id = stage.create();
  stage.rename(first, "Renamed");
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.world.sync_story_now(stage.origin(), id, first, start));
  CHECK(causes(stage.subscription(id, 0)) ==
        std::vector{PushCause::create, PushCause::change, PushCause::manual, PushCause::one_story});
  CHECK(causes(stage.subscription(id, 1)) == std::vector{PushCause::create, PushCause::manual});
  CHECK(stage.subscription(id, 0).pushes == 4);
}

TEST_CASE("an update is the cause of the pushes that it starts") {
  Stage stage;
  auto draft = stage.draft();
  draft.manual_sync_only = true;
  const auto id = stage.create(draft);
  CHECK(stage.subscription(id).history.empty());
  REQUIRE(
      stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = false}, start));
  CHECK(causes(stage.subscription(id)) == std::vector{PushCause::update});
}

TEST_CASE("a push is remembered with its result, its message and the rule that acted") {
  Stage stage;
  stage.script.decisions = {
      {.failure = PushFailure::rejected, .message = "no room", .rule = "full"}, {}};
  const auto id = stage.create();
  const auto& failed = stage.subscription(id, 0).history.at(0);
  CHECK(failed.at == start);
  CHECK(failed.result == PushOutcome::failed);
  CHECK(failed.error_message == "no room");
  CHECK(failed.rule == "full");
  CHECK_FALSE(failed.deferred);
  const auto& synced = stage.subscription(id, 1).history.at(0);
  CHECK(synced.result == PushOutcome::synced);
  CHECK_FALSE(synced.error_message);
  CHECK(synced.rule.empty());
}

TEST_CASE("a push that the destination itself refuses is remembered as failed, by no rule") {
  Stage stage;
  REQUIRE(stage.world.revoke_key(stage.dest(), "dest-key"));
  const auto& push = stage.subscription(stage.create()).history.at(0);
  CHECK(push.result == PushOutcome::failed);
  CHECK(push.error_message == "The destination tenant refused the API key.");
  CHECK(push.rule.empty());
}

TEST_CASE("a stuck push is remembered at its start, and it is no longer the latest after a retry") {
  Stage stage;
  stage.script.decisions = {{.stuck = true, .rule = "jam"}, {}};
  const auto id = stage.create();
  REQUIRE(stage.subscription(id).history.size() == 1);
  CHECK(stage.subscription(id).history[0].at == start);
  CHECK(stage.subscription(id).history[0].result == PushOutcome::stuck);
  CHECK(stage.subscription(id).history[0].rule == "jam");
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  CHECK(stage.world.sync_story_now(stage.origin(), id, first, start));
  CHECK(stage.subscription(id).history.at(1).result == PushOutcome::synced);
}

TEST_CASE("a push that was replaced or cancelled before its result is not remembered") {
  Stage stage(deferred);
  const auto id = stage.create();
  CHECK(stage.world.sync_story_now(stage.origin(), id, first, start));
  REQUIRE(
      stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = true}, start));
  stage.world.settle(start + Milliseconds(100));
  CHECK(causes(stage.subscription(id, 0)) == std::vector{PushCause::one_story});
  CHECK(stage.subscription(id, 1).history.empty());
  CHECK(stage.subscription(id, 1).pushes == 0);
}

TEST_CASE("a deferred push is remembered as such, at the time of its result") {
  Stage stage(deferred);
  stage.script.decisions = {{}, {.duration = Milliseconds(50), .rule = "slow"}};
  const auto id = stage.create();
  stage.world.settle(start + Milliseconds(1000));
  CHECK(stage.subscription(id, 0).history.at(0).deferred);
  CHECK(stage.subscription(id, 0).history.at(0).at == start + Milliseconds(100));
  CHECK(stage.subscription(id, 1).history.at(0).deferred);
  CHECK(stage.subscription(id, 1).history.at(0).at == start + Milliseconds(150));
  CHECK(stage.subscription(id, 1).history.at(0).rule == "slow");
}

TEST_CASE("a slow push that started at once is not deferred") {
  Stage stage;
  stage.script.decisions = {{.duration = Milliseconds(50)}};
  const auto id = stage.create();
  stage.world.settle(start + Milliseconds(50));
  CHECK_FALSE(stage.subscription(id).history.at(0).deferred);
}

TEST_CASE("a push that a state brings along is remembered as it would have been without") {
  const bool started = GENERATE(false, true);
  Stage before(deferred);
  before.script.decisions = {{.duration = Milliseconds(50), .rule = "slow"}};
  const auto id = before.create();
  const Time now = start + Milliseconds(started ? 120 : 20);
  before.world.settle(now);
  Stage stage({}, before.world.spec(now), now);
  stage.script = before.script;
  for (Stage* each : {&before, &stage}) {
    each->world.settle(start + Milliseconds(150));
    const auto& push = each->subscription(id).history.at(0);
    CHECK(push.at == start + Milliseconds(150));
    CHECK(push.cause == PushCause::create);
    CHECK(push.deferred);
    CHECK(push.rule == "slow");
  }
}

TEST_CASE("a subscription remembers its latest pushes and how many there were") {
  Stage stage;
  const auto id = stage.create();
  for (int i = 1; i <= 12; ++i)
    CHECK(stage.world.sync_story_now(stage.origin(), id, first, start + Milliseconds(i)));
  const auto& subscription = stage.subscription(id);
  CHECK(subscription.pushes == 13);
  REQUIRE(subscription.history.size() == limits::push_history);
  CHECK(subscription.history.front().at == start + Milliseconds(3));
  CHECK(subscription.history.back().at == start + Milliseconds(12));
}

TEST_CASE("a subscription that remains keeps its history, one that is made again has none") {
  Stage stage;
  const auto id = stage.create();
  const auto subscribe = [&](std::vector<StoryId> stories) {
    REQUIRE(stage.world.update_sync_destination(
        stage.origin(), id, {.story_ids = std::move(stories), .manual_sync_only = true}, start));
  };
  subscribe({first});
  subscribe({first, second});
  CHECK(causes(stage.subscription(id, 0)) == std::vector{PushCause::create});
  CHECK(stage.subscription(id, 1).history.empty());
  CHECK(stage.subscription(id, 1).pushes == 0);
}

TEST_CASE("a copy that is synced on was changed") {
  auto spec = two_tenants();
  spec.tenants[1].keys.push_back({.secret = "third-key"});
  TenantSpec third{.name = "third", .url = "https://third.example"};
  third.keys = {{.secret = "third-key"}};
  third.teams = {{TeamId(5), "last"}};
  spec.tenants.push_back(third);
  Stage stage({}, spec);
  stage.create();
  const auto on =
      stage.world.create_sync_destination(stage.dest(),
                                          {.destination_tenant_url = "https://third.example",
                                           .destination_tenant_api_key = "third-key",
                                           .destination_team_id = TeamId(5),
                                           .team_id = destination_team,
                                           .story_ids = {stage.dest().stories().begin()->first},
                                           .destination_tenant = "third"},
                                          start);
  REQUIRE(on);
  stage.rename(first, "Renamed");
  CHECK(causes(stage.dest().find_sync_destination(on->id)->subscriptions.at(0)) ==
        std::vector{PushCause::create, PushCause::change});
}
