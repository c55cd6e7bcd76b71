#include "domain/testing/stage.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

namespace {

constexpr Time later = start + std::chrono::hours(5);

NewSyncDestination draft_of(const Stage& stage, std::vector<StoryId> stories) {
  auto draft = stage.draft();
  draft.story_ids = std::move(stories);
  return draft;
}

// Of a state that a world is to start from.
std::vector<PendingPush> pending(const Stage& stage, Time now = start) {
  return stage.world.spec(now).pending_pushes;
}

}  // namespace

TEST_CASE("an imported state continues a deferred push after the time that was left") {
  Stage before(deferred);
  const auto id = before.create();
  Stage stage(deferred, before.world.spec(start + Milliseconds(30)), later);
  stage.world.settle(later + Milliseconds(69));
  CHECK(stage.names_at_destination().empty());
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  stage.world.settle(later + Milliseconds(70));
  CHECK(stage.names_at_destination() == Names{"First", "Second"});
  CHECK(stage.subscription(id).status == SyncStatus::synced);
  CHECK(pending(stage, later).empty());
}

TEST_CASE("an imported state keeps the result of a push that has started") {
  Stage before;
  before.script.decisions = {
      {.duration = Milliseconds(500), .failure = PushFailure::rejected, .message = "too slow"},
      {.duration = Milliseconds(500), .failure = PushFailure::timed_out}};
  const auto id = before.create();
  Stage stage({}, before.world.spec(start + Milliseconds(200)), later);
  stage.script.decisions = {{.stuck = true}};
  stage.world.settle(later + Milliseconds(299));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  stage.world.settle(later + Milliseconds(300));
  CHECK(stage.subscription(id, 0).error_message == "too slow");
  CHECK(stage.subscription(id, 1).error_message ==
        "The destination tenant did not answer in time.");
  CHECK(stage.script.decisions.size() == 1);
}

TEST_CASE("the destination decides about a slow push when its time is over") {
  Stage before;
  before.script.decisions = {{.duration = Milliseconds(500)}, {.duration = Milliseconds(500)}};
  const auto id = before.create();
  Stage stage({}, before.world.spec(start), later);
  SECTION("it takes the story") {
    stage.world.settle(later + Milliseconds(500));
    CHECK(stage.names_at_destination() == Names{"First", "Second"});
  }
  SECTION("it has forgotten the key meanwhile") {
    REQUIRE(stage.world.revoke_key(stage.dest(), "dest-key"));
    stage.world.settle(later + Milliseconds(500));
    CHECK(stage.subscription(id).error_message == "The destination tenant refused the API key.");
  }
}

TEST_CASE("a push that is stuck is not under way: an imported state does not continue it") {
  Stage before;
  before.script.decisions = {{.stuck = true}, {.stuck = true}};
  const auto id = before.create();
  CHECK(pending(before).empty());
  Stage stage({}, before.world.spec(start), later);
  stage.world.settle(later + std::chrono::hours(1000));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
}

TEST_CASE("pushes that are due at the same time keep their order in an imported state") {
  Stage before(deferred);
  auto draft = draft_of(before, {first});
  draft.manual_sync_only = true;
  const auto one = before.create(draft);
  draft.story_ids = {second};
  const auto other = before.create(draft);
  CHECK(before.world.sync_now(before.origin(), other, start));
  CHECK(before.world.sync_now(before.origin(), one, start));
  Stage stage(deferred, before.world.spec(start), later);
  stage.world.settle(later + Milliseconds(100));
  CHECK(stage.names_at_destination() == Names{"Second", "First"});
}

TEST_CASE("exporting and importing a state twice gives the same pushes") {
  Stage before(deferred);
  const auto id = before.create();
  CHECK(before.world.sync_story_now(before.origin(), id, first, start));
  const auto once = pending(before);
  const auto twice = pending(Stage(deferred, before.world.spec(start), later), later);
  REQUIRE(once.size() == 2);
  REQUIRE(twice.size() == 2);
  for (std::size_t i = 0; i < once.size(); ++i) {
    CHECK(twice[i].tenant == "origin");
    CHECK(twice[i].sync_destination_id == id);
    CHECK(twice[i].story_id == once[i].story_id);
    CHECK(twice[i].due_in == Milliseconds(100));
    CHECK(twice[i].cause == once[i].cause);
    CHECK_FALSE(twice[i].result);
  }
  CHECK(once[0].cause == PushCause::create);
  CHECK(once[1].cause == PushCause::one_story);
}

TEST_CASE("deleting a story, destination or team, or unsubscribing, ends its pushes") {
  const auto story_deletion =
      GENERATE(StoryDeletion::subscription_removed, StoryDeletion::subscription_failed);
  auto settings = deferred;
  settings.assumptions.story_deletion = story_deletion;
  Stage stage(settings);
  const auto id = stage.create();
  REQUIRE(pending(stage).size() == 2);
  SECTION("a story was deleted") {
    CHECK(stage.world.delete_stories(stage.origin(), {first}));
    REQUIRE(pending(stage).size() == 1);
    CHECK(pending(stage)[0].story_id == second);
  }
  SECTION("the sync destination was deleted") {
    CHECK(stage.world.delete_sync_destination(stage.origin(), id));
    CHECK(pending(stage).empty());
  }
  SECTION("the team was deleted") {
    CHECK(stage.world.delete_team(stage.origin(), origin_team));
    CHECK(pending(stage).empty());
  }
  SECTION("the subscriptions were removed") {
    REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                                {.story_ids = std::vector<StoryId>{}}, start));
    CHECK(pending(stage).empty());
  }
}

TEST_CASE("a subscription that failed because its story was deleted stays as it is") {
  auto settings = deferred;
  settings.assumptions.story_deletion = StoryDeletion::subscription_failed;
  Stage stage(settings);
  REQUIRE(stage.world.revoke_key(stage.dest(), "dest-key"));
  const auto id = stage.create();
  CHECK(stage.world.delete_stories(stage.origin(), {first}));
  stage.world.settle(start + Milliseconds(100));
  CHECK(stage.subscription(id).error_message == "The story was deleted.");
}

TEST_CASE("setting manual_sync_only drops the pushes that no manual trigger started") {
  const bool slow = GENERATE(false, true);
  Stage stage(slow ? Settings{} : deferred);
  if (slow) stage.script.decisions.assign(3, {.duration = Milliseconds(100)});
  const auto id = stage.create();
  CHECK(stage.world.sync_story_now(stage.origin(), id, second, start));
  REQUIRE(
      stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = true}, start));
  REQUIRE(pending(stage).size() == 1);
  stage.world.settle(start + Milliseconds(100));
  CHECK(stage.names_at_destination() == Names{"Second"});
  CHECK(stage.subscription(id, 0).status == SyncStatus::requires_sync);
  CHECK(stage.subscription(id, 1).status == SyncStatus::synced);
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = false},
                                              start + Milliseconds(100)));
  stage.world.settle(start + Milliseconds(200));
  CHECK(stage.names_at_destination() == Names{"Second", "First"});
}
