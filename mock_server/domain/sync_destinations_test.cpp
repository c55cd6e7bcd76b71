#include "domain/testing/stage.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

TEST_CASE("a sync within the tenant needs no key, one to another tenant does") {
  Stage stage;
  auto draft = stage.draft();
  draft.destination_tenant_api_key.reset();
  const auto refused = stage.world.create_sync_destination(stage.origin(), draft, start);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().kind == ErrorKind::missing_parameter);
  draft.destination_tenant = "origin";
  draft.destination_team_id = TeamId(8);
  const auto id = stage.create(draft);
  CHECK(stage.subscription(id).status == SyncStatus::synced);
  CHECK(stage.origin().stories().size() == 5);
}

TEST_CASE("a create that fails names all mistakes and changes nothing") {
  Stage stage;
  auto draft = stage.draft();
  draft.story_ids = {StoryId(99), first, StoryId(98)};
  draft.team_id = TeamId(70);
  const auto refused = stage.world.create_sync_destination(stage.origin(), draft, start);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().size() == 3);
  draft = stage.draft();
  draft.story_ids = {StoryId(3)};
  CHECK(stage.world.create_sync_destination(stage.origin(), draft, start).error().front().kind ==
        ErrorKind::story_of_another_team);
  CHECK(stage.origin().sync_destinations().empty());
  CHECK(stage.world.changes() == 0);
}

TEST_CASE("the same story twice is one subscription, in the order of first appearance") {
  Stage stage;
  auto draft = stage.draft();
  draft.story_ids = {second, first, second};
  const auto id = stage.create(draft);
  REQUIRE(stage.destination(id).subscriptions.size() == 2);
  CHECK(stage.subscription(id, 0).story_id == second);
  CHECK(stage.subscription(id, 1).story_id == first);
}

TEST_CASE("update keeps what is absent, an empty story_ids removes every subscription") {
  Stage stage;
  const auto id = stage.create();
  REQUIRE(
      stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = true}, start));
  CHECK(stage.destination(id).subscriptions.size() == 2);
  CHECK(stage.destination(id).manual_sync_only);
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                              {.story_ids = std::vector<StoryId>{}}, start));
  CHECK(stage.destination(id).subscriptions.empty());
  CHECK(stage.destination(id).manual_sync_only);
  CHECK(stage.names_at_destination() == Names{"First", "Second"});
}

TEST_CASE("a story that is added by update is pushed, the others stay as they are") {
  Stage stage;
  auto draft = stage.draft();
  draft.story_ids = {first};
  stage.script.decisions = {{.failure = PushFailure::timed_out}};
  const auto id = stage.create(draft);
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                              {.story_ids = std::vector{first, second}}, start));
  CHECK(stage.subscription(id, 0).status == SyncStatus::failed);
  CHECK(stage.subscription(id, 1).status == SyncStatus::synced);
}

TEST_CASE("deleting a sync destination leaves the others and the copies") {
  Stage stage;
  const auto id = stage.create();
  const auto other = stage.create();
  CHECK(stage.world.delete_sync_destination(stage.origin(), id));
  CHECK(stage.origin().sync_destinations().size() == 1);
  CHECK_FALSE(stage.world.delete_sync_destination(stage.origin(), id));
  CHECK(stage.create() > other);
  CHECK(stage.dest().stories().size() == 2);
}

TEST_CASE("an assumption can make a create refuse what is accepted by default") {
  Assumptions assumptions;
  assumptions.empty_story_ids = Acceptance::refuse;
  assumptions.duplicate_story_ids = Acceptance::refuse;
  assumptions.same_target_twice = Acceptance::refuse;
  assumptions.refused_destination_key = UnusableDestination::refuse;
  Stage stage({.assumptions = assumptions});
  const auto is_refused = [&](auto change) {
    auto draft = stage.draft();
    change(draft);
    return !stage.world.create_sync_destination(stage.origin(), draft, start);
  };
  CHECK(is_refused([](auto& draft) { draft.story_ids.clear(); }));
  CHECK(is_refused([](auto& draft) { draft.story_ids = {first, first}; }));
  CHECK(is_refused([](auto& draft) { draft.destination_tenant_api_key = "wrong"; }));
  CHECK_FALSE(is_refused([](auto&) {}));
  CHECK(is_refused([](auto& draft) { draft.destination_tenant_url = "https://DEST.example/"; }));
}

TEST_CASE("an update may remove every subscription even when a create must have one") {
  Assumptions assumptions;
  assumptions.empty_story_ids = Acceptance::refuse;
  Stage stage({.assumptions = assumptions});
  const auto id = stage.create();
  CHECK(stage.world.update_sync_destination(stage.origin(), id,
                                            {.story_ids = std::vector<StoryId>{}}, start));
  CHECK(stage.destination(id).subscriptions.empty());
}

TEST_CASE("the assumption subscription_order orders subscriptions and their pushes") {
  using Ids = std::vector<StoryId>;
  const auto [order, asked_for, names] = GENERATE((table<SubscriptionOrder, Ids, Names>({
      {SubscriptionOrder::request, {second, first}, {"Second", "First"}},
      {SubscriptionOrder::request, {first, second}, {"First", "Second"}},
      {SubscriptionOrder::id_ascending, {second, first}, {"First", "Second"}},
      {SubscriptionOrder::id_descending, {first, second}, {"Second", "First"}},
  })));
  Assumptions assumptions;
  assumptions.subscription_order = order;
  Stage stage({.assumptions = assumptions});
  auto draft = stage.draft();
  draft.story_ids = asked_for;
  stage.create(draft);
  CHECK(stage.names_at_destination() == names);
}

TEST_CASE("a target is the same when URL, destination team and origin team are") {
  Assumptions assumptions;
  assumptions.same_target_twice = Acceptance::refuse;
  Stage stage({.assumptions = assumptions});
  stage.create();
  auto draft = stage.draft();
  CHECK_FALSE(stage.world.create_sync_destination(stage.origin(), draft, start));
  draft.team_id = TeamId(8);
  draft.story_ids = {StoryId(3)};
  CHECK(stage.world.create_sync_destination(stage.origin(), draft, start));
  draft.destination_team_id = TeamId(43);
  CHECK(stage.world.create_sync_destination(stage.origin(), draft, start));
  draft.destination_tenant_url = "https://other.example";
  CHECK(stage.world.create_sync_destination(stage.origin(), draft, start));
}
