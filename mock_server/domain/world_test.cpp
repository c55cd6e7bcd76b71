#include "domain/testing/stage.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <functional>

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

TEST_CASE("deleting a story ends its subscriptions, its copy stays") {
  Stage stage;
  const auto id = stage.create();
  CHECK(stage.world.delete_stories(stage.origin(), {first}));
  REQUIRE(stage.destination(id).subscriptions.size() == 1);
  CHECK(stage.subscription(id).story_id == second);
  CHECK(stage.dest().stories().size() == 2);
}

TEST_CASE("a batch deletion with one unknown story deletes no story") {
  Stage stage;
  CHECK_FALSE(stage.world.delete_stories(stage.origin(), {first, StoryId(99)}));
  CHECK(stage.origin().find_story(first));
}

TEST_CASE("deleting a team deletes its stories and sync destinations") {
  Stage stage;
  stage.create();
  CHECK(stage.world.delete_team(stage.origin(), origin_team));
  CHECK(stage.origin().sync_destinations().empty());
  CHECK(stage.origin().stories().size() == 1);
}

TEST_CASE("changes() counts every operation that changed the world, and none that was refused") {
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

TEST_CASE("a story has the times of its creation and of its last change") {
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

TEST_CASE("a story of a spec keeps its times and guid, and gets those that it lacks") {
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

TEST_CASE("a new id is the declared next id, or higher than every existing id") {
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

TEST_CASE("a tenant can have as many stories as the limit says, and no more") {
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

TEST_CASE("check_limit refuses one more from the limit on") {
  CHECK(check_limit("keys", 2, 3));
  CHECK(check_limit("keys", 3, 3).error().expected == "at most 3 keys a tenant");
  CHECK_FALSE(check_limit("keys", 4, 3));
}
