#include "domain/testing/stage.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

TEST_CASE("a push makes a copy in the destination's team, a later push updates that copy") {
  Stage stage;
  const auto id = stage.create();
  CHECK(stage.names_at_destination() == Names{"First", "Second"});
  stage.rename(first, "Renamed");
  CHECK(stage.names_at_destination() == Names{"Renamed", "Second"});
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.names_at_destination() == Names{"Renamed", "Second"});
  CHECK(stage.dest().stories().begin()->second.team_id == destination_team);
}

TEST_CASE("another sync destination with the same target updates the same copies") {
  Stage stage;
  stage.create();
  stage.create();
  CHECK(stage.dest().stories().size() == 2);
}

TEST_CASE("a push leaves a story alone that has the same name but is not a copy") {
  Stage stage;
  REQUIRE(stage.world.add_story(
      stage.dest(), {.name = "First", .team_id = destination_team, .tags = {"mine"}}, start));
  stage.create();
  CHECK(stage.names_at_destination() == Names{"First", "First", "Second"});
  CHECK(stage.dest().stories().begin()->second.tags == Names{"mine"});
}

TEST_CASE("with manual_sync_only nothing is pushed before a manual trigger") {
  Stage stage;
  auto draft = stage.draft();
  draft.manual_sync_only = true;
  const auto id = stage.create(draft);
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  CHECK(stage.names_at_destination().empty());
  CHECK(stage.world.sync_story_now(stage.origin(), id, second, start));
  CHECK(stage.names_at_destination() == Names{"Second"});
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  stage.rename(first, "Renamed");
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  CHECK(stage.names_at_destination() == Names{"Second", "First"});
}

TEST_CASE("the destination's own rules decide whether a push works") {
  Stage stage;
  const auto message_for = [&](auto change) {
    auto draft = stage.draft();
    change(draft);
    const auto& subscription = stage.subscription(stage.create(draft));
    CHECK(subscription.status == SyncStatus::failed);
    return subscription.error_message.value();
  };
  CHECK(message_for([](auto& draft) { draft.destination_tenant_api_key = "wrong-key"; }) ==
        "The destination tenant refused the API key.");
  CHECK(message_for([](auto& draft) { draft.destination_tenant_api_key = "reader"; }) ==
        "The destination tenant refused the API key.");
  CHECK(message_for([](auto& draft) { draft.destination_team_id = TeamId(43); }) ==
        "The destination tenant has no team 43.");
  CHECK(message_for([](auto& draft) { draft.destination_tenant.reset(); }) ==
        "The destination tenant could not be reached.");
  CHECK(stage.names_at_destination().empty());
}

TEST_CASE("a push needs a key that may publish to the destination's team") {
  const auto [key, status] = GENERATE((table<ApiKey, SyncStatus>({
      {{.rights = {Right::publish}}, SyncStatus::synced},
      {{.rights = {Right::administer_sync, Right::read, Right::write}}, SyncStatus::failed},
      {{.kind = KeyKind::team, .team_id = destination_team}, SyncStatus::synced},
      {{.kind = KeyKind::team, .team_id = TeamId(43)}, SyncStatus::failed},
  })));
  auto spec = two_tenants();
  spec.tenants[1].teams.push_back({TeamId(43), "beside"});
  spec.tenants[1].keys = {key};
  spec.tenants[1].keys[0].secret = "dest-key";
  Stage stage({}, spec);
  CHECK(stage.subscription(stage.create()).status == status);
}

TEST_CASE("a world file may have a sync destination without a key: its pushes are refused") {
  auto spec = two_tenants();
  spec.tenants[0].sync_destinations = {{.id = SyncDestinationId(1),
                                        .destination_tenant_url = "https://dest.example/",
                                        .destination_team_id = destination_team,
                                        .origin_team_id = origin_team,
                                        .subscriptions = {{first}}}};
  Stage stage({}, spec);
  CHECK(stage.world.sync_now(stage.origin(), SyncDestinationId(1), start));
  CHECK(stage.subscription(SyncDestinationId(1)).error_message ==
        "The destination tenant refused the API key.");
}

TEST_CASE("a failed subscription works again when its cause is gone and a sync is triggered") {
  Stage stage;
  REQUIRE(stage.world.revoke_key(stage.dest(), "dest-key"));
  const auto id = stage.create();
  CHECK(stage.subscription(id).status == SyncStatus::failed);
  stage.world.add_key(stage.dest(), {.secret = "new-key"});
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                              {.destination_tenant_api_key = "new-key"}, start));
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.subscription(id).status == SyncStatus::synced);
  CHECK_FALSE(stage.subscription(id).error_message);
}

TEST_CASE("the next sync makes a deleted copy again") {
  Stage stage;
  const auto id = stage.create();
  CHECK(stage.world.delete_stories(stage.dest(), {stage.dest().stories().begin()->first}));
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.names_at_destination() == Names{"Second", "First"});
}

TEST_CASE("a slow push has its result later, and a later push takes its place") {
  Stage stage;
  auto draft = stage.draft();
  draft.story_ids = {first};
  stage.script.decisions = {
      {.duration = Milliseconds(500), .failure = PushFailure::rejected, .message = "too slow"}};
  const auto created = stage.world.create_sync_destination(stage.origin(), draft, start);
  REQUIRE(created);
  CHECK(created->settled_at == start + Milliseconds(500));
  CHECK(stage.subscription(created->id).status == SyncStatus::requires_sync);

  SECTION("left alone, it fails when its time has come") {
    stage.world.settle(start + Milliseconds(500));
    CHECK(stage.subscription(created->id).error_message == "too slow");
  }
  SECTION("triggered again, only the later push counts") {
    CHECK(stage.world.sync_now(stage.origin(), created->id, start + Milliseconds(100)));
    stage.world.settle(start + Milliseconds(1000));
    CHECK(stage.subscription(created->id).status == SyncStatus::synced);
  }
  SECTION("deleted meanwhile, it does nothing") {
    CHECK(stage.world.delete_sync_destination(stage.origin(), created->id));
    stage.world.settle(start + Milliseconds(1000));
    CHECK(stage.dest().stories().empty());
  }
}

TEST_CASE("a push that is stuck stays in requires_sync") {
  Stage stage;
  stage.script.decisions = {{.stuck = true}, {.stuck = true}};
  const auto id = stage.create();
  stage.world.settle(start + std::chrono::hours(1000));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
}

TEST_CASE("a deferred push runs when it is due, with the story as it is at that time") {
  Stage stage({.deferred_sync = true, .sync_delay = Milliseconds(100)});
  const auto id = stage.create();
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  stage.rename(first, "Renamed");
  stage.world.settle(start + Milliseconds(99));
  CHECK(stage.names_at_destination().empty());
  stage.world.settle(start + Milliseconds(100));
  CHECK(stage.subscription(id).status == SyncStatus::synced);
  CHECK(stage.names_at_destination() == Names{"Second", "Renamed"});
}

TEST_CASE("a removed subscription is not pushed, even when its story is subscribed again") {
  Stage stage({.deferred_sync = true, .sync_delay = Milliseconds(100)});
  const auto id = stage.create();
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                              {.story_ids = std::vector<StoryId>{}}, start));
  REQUIRE(stage.world.update_sync_destination(
      stage.origin(), id, {.story_ids = std::vector{first}, .manual_sync_only = true}, start));
  stage.world.settle(start + Milliseconds(100));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  CHECK(stage.names_at_destination().empty());
}

TEST_CASE("a copy that is subscribed passes changes on, and a circle of syncs ends") {
  Stage stage;
  stage.create();
  stage.world.add_key(stage.origin(), {.secret = "origin-key"});
  const auto copy = stage.dest().stories().begin()->first;
  REQUIRE(stage.world.create_sync_destination(stage.dest(),
                                              {.destination_tenant_url = "https://origin.example",
                                               .destination_tenant_api_key = "origin-key",
                                               .destination_team_id = TeamId(8),
                                               .team_id = destination_team,
                                               .story_ids = {copy},
                                               .destination_tenant = "origin"},
                                              start));
  stage.rename(first, "Far");
  CHECK(stage.origin().stories().rbegin()->second.name == "Far");
  CHECK(stage.origin().stories().rbegin()->second.team_id == TeamId(8));
}
