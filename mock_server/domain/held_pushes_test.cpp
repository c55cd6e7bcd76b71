#include "domain/testing/stage.hpp"
#include "testing/catch2.hpp"

#include <algorithm>

// Pushes that are held: they go on at the next settle after their hold is over.

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

namespace {

struct TestHold final : PushHold {
  bool released = false;
  std::optional<Time> end = {};
  bool is_over(Time now) const override { return released || (end && now >= *end); }
  std::optional<Time> until() const override { return end; }
};

constexpr Time long_after = start + std::chrono::hours(5);

/// A stage on which the push of the first story is held.
struct HeldStage : Stage {
  std::shared_ptr<TestHold> hold = std::make_shared<TestHold>();
  SyncDestinationId id = created();

  SyncDestinationId created() {
    script.decisions = {{.hold = hold}};
    return create();
  }
  SyncStatus status() { return subscription(id).status; }
};

}  // namespace

TEST_CASE("a held push leaves its subscription in requires_sync, and others are pushed meanwhile") {
  HeldStage stage;
  stage.world.settle(long_after);
  CHECK(stage.status() == SyncStatus::requires_sync);
  CHECK(stage.subscription(stage.id, 1).status == SyncStatus::synced);
  CHECK(stage.names_at_destination() == Names{"Second"});
}

TEST_CASE("a released push has the result that it would have had, at the next settle") {
  HeldStage stage;
  stage.hold->released = true;
  SECTION("the destination takes the story, as it is by now") {
    stage.world.settle(long_after);
    CHECK(stage.status() == SyncStatus::synced);
    CHECK(stage.names_at_destination() == Names{"Second", "First"});
  }
  SECTION("the destination has forgotten the key meanwhile") {
    REQUIRE(stage.world.revoke_key(stage.dest(), "dest-key"));
    stage.world.settle(long_after);
    CHECK(stage.subscription(stage.id).error_message ==
          "The destination tenant refused the API key.");
  }
}

TEST_CASE("a create does not wait for a push that is held") {
  Stage stage;
  const auto hold = std::make_shared<TestHold>();
  hold->end = start + Milliseconds(500);
  stage.script.decisions = {{.hold = hold}};
  const auto created = stage.world.create_sync_destination(stage.origin(), stage.draft(), start);
  REQUIRE(created);
  CHECK(created->settled_at == start);
}

TEST_CASE("a push that is held until a time goes on at that time, in the order of due times") {
  Stage stage;
  const auto hold = std::make_shared<TestHold>();
  hold->end = start + Milliseconds(500);
  stage.script.decisions = {{.hold = hold}, {.duration = Milliseconds(400)}};
  const auto id = stage.create();
  CHECK(stage.world.next_due() == start + Milliseconds(400));
  stage.world.settle(start + Milliseconds(499));
  CHECK(stage.names_at_destination() == Names{"Second"});
  CHECK(stage.world.next_due() == start + Milliseconds(500));
  stage.world.settle(long_after);
  CHECK(stage.subscription(id).status == SyncStatus::synced);
  const auto& stories = stage.dest().stories();
  CHECK(std::ranges::any_of(stories, [](const auto& each) {
    return each.second.name == "First" && each.second.updated_at == start + Milliseconds(500);
  }));
  CHECK_FALSE(stage.world.next_due());
}

TEST_CASE("a push that is held without an end is never due by itself") {
  HeldStage stage;
  CHECK_FALSE(stage.world.next_due());
}

TEST_CASE("a held push is in the exported state as a push that is due now") {
  HeldStage before;
  const auto spec = before.world.spec(long_after);
  REQUIRE(spec.pending_pushes.size() == 1);
  CHECK(spec.pending_pushes[0].story_id == first);
  CHECK(spec.pending_pushes[0].due_in == Milliseconds(0));
  Stage stage({}, spec, long_after);
  stage.script.decisions = {{.stuck = true}};
  stage.world.settle(long_after);
  CHECK(stage.subscription(before.id).status == SyncStatus::synced);
}

TEST_CASE("a new push of the same subscription replaces a held one") {
  HeldStage stage;
  CHECK(stage.world.sync_story_now(stage.origin(), stage.id, first, long_after));
  CHECK(stage.status() == SyncStatus::synced);
  CHECK(stage.hold.use_count() == 1);
  stage.rename(first, "Renamed");
  stage.hold->released = true;
  stage.world.settle(long_after);
  CHECK(stage.names_at_destination() == Names{"Second", "Renamed"});
}

TEST_CASE("what ends the pushes of a subscription also ends a held one") {
  HeldStage stage;
  SECTION("the sync destination was deleted") {
    CHECK(stage.world.delete_sync_destination(stage.origin(), stage.id));
  }
  SECTION("the story was deleted") {
    CHECK(stage.world.delete_stories(stage.origin(), {first}));
  }
  SECTION("manual_sync_only was set") {
    CHECK(stage.world.update_sync_destination(stage.origin(), stage.id, {.manual_sync_only = true},
                                              long_after));
  }
  CHECK(stage.hold.use_count() == 1);
  stage.hold->released = true;
  stage.world.settle(long_after);
  CHECK(stage.names_at_destination() == Names{"Second"});
}

TEST_CASE("to hold a push, to release it and to drop it each change the state") {
  HeldStage stage;
  const auto held = stage.world.version();
  stage.hold->released = true;
  stage.world.settle(long_after);
  CHECK(stage.world.version() > held);
  HeldStage other;
  const auto before = other.world.version();
  CHECK(other.world.delete_sync_destination(other.origin(), other.id));
  CHECK(other.world.version() > before);
}

TEST_CASE("a held push is remembered when it has its result, with the rule that held it") {
  Stage stage;
  const auto hold = std::make_shared<TestHold>();
  stage.script.decisions = {{.rule = "gate", .hold = hold}};
  const auto id = stage.create();
  CHECK(stage.subscription(id).history.empty());
  hold->released = true;
  stage.world.settle(long_after);
  REQUIRE(stage.subscription(id).history.size() == 1);
  const auto& push = stage.subscription(id).history[0];
  CHECK(push.at == long_after);
  CHECK(push.cause == PushCause::create);
  CHECK(push.result == PushOutcome::synced);
  CHECK(push.rule == "gate");
}
