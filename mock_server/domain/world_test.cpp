#include "domain/testing/stage.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <functional>

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

TEST_CASE("a push makes a copy in the destination's team, a later one updates that copy") {
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

TEST_CASE("a story of that name that no sync made is left alone") {
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

TEST_CASE("a destination takes stories from a key that may publish to that team") {
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

TEST_CASE("a file may have a sync to another tenant without a key: that tenant refuses it") {
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

TEST_CASE("a create that is refused names everything that is wrong and changes nothing") {
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
  stage.script.verdicts = {{.failure = PushFailure::timed_out}};
  const auto id = stage.create(draft);
  REQUIRE(stage.world.update_sync_destination(stage.origin(), id,
                                              {.story_ids = std::vector{first, second}}, start));
  CHECK(stage.subscription(id, 0).status == SyncStatus::failed);
  CHECK(stage.subscription(id, 1).status == SyncStatus::synced);
}

TEST_CASE("deleting a story ends its subscriptions, its copy stays") {
  Stage stage;
  const auto id = stage.create();
  CHECK(stage.world.delete_stories(stage.origin(), {first}));
  REQUIRE(stage.destination(id).subscriptions.size() == 1);
  CHECK(stage.subscription(id).story_id == second);
  CHECK(stage.dest().stories().size() == 2);
}

TEST_CASE("a batch deletion with one unknown story deletes none") {
  Stage stage;
  CHECK_FALSE(stage.world.delete_stories(stage.origin(), {first, StoryId(99)}));
  CHECK(stage.origin().find_story(first));
}

TEST_CASE("a copy that was deleted comes back with the next sync") {
  Stage stage;
  const auto id = stage.create();
  CHECK(stage.world.delete_stories(stage.dest(), {stage.dest().stories().begin()->first}));
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.names_at_destination() == Names{"Second", "First"});
}

TEST_CASE("deleting a team takes its stories and sync destinations with it") {
  Stage stage;
  stage.create();
  CHECK(stage.world.delete_team(stage.origin(), origin_team));
  CHECK(stage.origin().sync_destinations().empty());
  CHECK(stage.origin().stories().size() == 1);
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

TEST_CASE("a slow push has its result later, and a later push takes its place") {
  Stage stage;
  auto draft = stage.draft();
  draft.story_ids = {first};
  stage.script.verdicts = {
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
  stage.script.verdicts = {{.stuck = true}, {.stuck = true}};
  const auto id = stage.create();
  stage.world.settle(start + std::chrono::hours(1000));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
}

TEST_CASE("deferred pushes run when they are due, with the story as it is then") {
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

TEST_CASE("what is not subscribed to any more is not pushed, even when it is again by then") {
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

TEST_CASE("a copy that is synced on carries changes further, and a circle of syncs ends") {
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

TEST_CASE("what a tenant assumes can be refused where the default accepts") {
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

TEST_CASE("an update may remove every subscription also where a create may not be without one") {
  Assumptions assumptions;
  assumptions.empty_story_ids = Acceptance::refuse;
  Stage stage({.assumptions = assumptions});
  const auto id = stage.create();
  CHECK(stage.world.update_sync_destination(stage.origin(), id,
                                            {.story_ids = std::vector<StoryId>{}}, start));
  CHECK(stage.destination(id).subscriptions.empty());
}

TEST_CASE("subscriptions stand in the order that is assumed, and are pushed in it") {
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

TEST_CASE("the same target is the same team of the same URL for the same team, no less") {
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

TEST_CASE("every operation that changes the world is counted, those that are refused are not") {
  Stage stage;
  stage.world.add_key(stage.dest(), {.secret = "spare"});
  const auto id = stage.create();
  Story sent{.name = "n", .team_id = origin_team};
  const auto keep = [](Story&) {};
  using Operation = std::function<void()>;
  auto& world = stage.world;
  auto& origin = stage.origin();
  const auto none = SyncDestinationId(99);
  const std::vector<Operation> changing = {
      [&] { return world.add_team(origin, "t"); },
      [&] { return world.rename_team(origin, origin_team, "t"); },
      [&] { return world.delete_team(origin, TeamId(8)); },
      [&] { world.add_key(origin, {.secret = "s"}); },
      [&] { return world.revoke_key(stage.dest(), "spare"); },
      [&] { return world.add_story(origin, sent, start); },
      [&] { return world.change_story(origin, first, keep, start); },
      [&] { return world.create_sync_destination(origin, stage.draft(), start); },
      [&] { return world.update_sync_destination(origin, id, {}, start); },
      [&] { return world.sync_now(origin, id, start); },
      [&] { return world.sync_story_now(origin, id, first, start); },
      [&] { return world.delete_stories(origin, {first}); },
      [&] { return world.delete_sync_destination(origin, id); }};
  const std::vector<Operation> refused = {
      [&] { return world.rename_team(origin, TeamId(99), "t"); },
      [&] { return world.delete_team(origin, TeamId(99)); },
      [&] { return world.revoke_key(stage.dest(), "unknown"); },
      [&] { return world.add_story(origin, {.team_id = TeamId(99)}, start); },
      [&] { return world.change_story(origin, StoryId(99), keep, start); },
      [&] {
        return world.change_story(
            origin, second, [](Story& s) { s.team_id = TeamId(99); }, start);
      },
      [&] { return world.delete_stories(origin, {StoryId(99)}); },
      [&] { return world.update_sync_destination(origin, none, {}, start); },
      [&] { return world.sync_now(origin, none, start); },
      [&] { return world.sync_story_now(origin, id, StoryId(3), start); },
      [&] { return world.delete_sync_destination(origin, none); }};
  for (std::size_t i = 0; i < changing.size(); ++i) {
    INFO("changing operation " << i);
    const auto before = world.changes();
    changing[i]();
    CHECK(world.changes() > before);
  }
  for (std::size_t i = 0; i < refused.size(); ++i) {
    INFO("refused operation " << i);
    const auto before = world.changes();
    refused[i]();
    CHECK(world.changes() == before);
  }
}

TEST_CASE("a story has the times of what was done to it") {
  constexpr Time created = start + std::chrono::hours(1);
  constexpr Time changed = start + std::chrono::hours(2);
  Stage stage;
  const auto added =
      stage.world.add_story(stage.origin(), {.name = "n", .team_id = origin_team}, created);
  REQUIRE(added);
  for (const Time time : {added->created_at, added->updated_at, added->edited_at})
    CHECK(time == created);
  const auto edited = stage.world.change_story(
      stage.origin(), added->id, [](Story& story) { story.id = first; }, changed);
  REQUIRE(edited);
  CHECK(edited->id == added->id);
  CHECK(edited->created_at == created);
  CHECK(edited->updated_at == changed);
  CHECK(edited->edited_at == changed);
}

TEST_CASE("what has no time or guid in a spec gets the world's, what has keeps its own") {
  constexpr Time own = start - std::chrono::hours(1);
  auto spec = two_tenants();
  spec.tenants[0].stories[1].created_at = own;
  spec.tenants[0].stories[1].updated_at = own + Milliseconds(1);
  spec.tenants[0].stories[1].edited_at = own + Milliseconds(2);
  spec.tenants[0].stories[1].guid = std::string(32, 'a');
  Stage stage({}, spec);
  const Story& undated = *stage.origin().find_story(first);
  for (const Time time : {undated.created_at, undated.updated_at, undated.edited_at})
    CHECK(time == start);
  CHECK(undated.guid.size() == 32);
  const Story& dated = *stage.origin().find_story(second);
  CHECK(dated.created_at == own);
  CHECK(dated.updated_at == own + Milliseconds(1));
  CHECK(dated.edited_at == own + Milliseconds(2));
  CHECK(dated.guid == std::string(32, 'a'));
}

TEST_CASE("ids go on behind the declared next one and behind all that are there") {
  auto spec = two_tenants();
  spec.tenants[0].next_team_id = TeamId(100);
  spec.tenants[0].next_story_id = StoryId(2);
  spec.tenants[0].next_sync_destination_id = SyncDestinationId(24);
  Stage stage({}, spec);
  CHECK(stage.world.add_team(stage.origin(), "t")->id == TeamId(100));
  CHECK(stage.world.add_team(stage.origin(), "t")->id == TeamId(101));
  CHECK(stage.world.add_story(stage.origin(), {.team_id = origin_team}, start)->id == StoryId(4));
  CHECK(stage.create() == SyncDestinationId(24));
  CHECK(stage.world.spec(start).tenants[0].next_story_id == StoryId(5));
}

TEST_CASE("a tenant takes as many stories as the limit says, and no more") {
  auto spec = two_tenants();
  auto& stories = spec.tenants[0].stories;
  const std::string guid(32, 'a');
  for (auto id = static_cast<std::int64_t>(stories.size()) + 1;
       stories.size() < limits::stories_per_tenant - 1; ++id)
    stories.push_back({.id = StoryId(id), .team_id = origin_team, .guid = guid});
  Stage stage({}, spec);
  CHECK(stage.world.add_story(stage.origin(), {.team_id = origin_team}, start));
  const auto refused = stage.world.add_story(stage.origin(), {.team_id = origin_team}, start);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().expected == "at most 100000 stories a tenant");
}

TEST_CASE("one more is refused from the limit on") {
  CHECK(check_limit("keys", 2, 3));
  CHECK(check_limit("keys", 3, 3).error().expected == "at most 3 keys a tenant");
  CHECK_FALSE(check_limit("keys", 4, 3));
}
