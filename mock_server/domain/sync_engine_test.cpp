#include "domain/testing/stage.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

namespace {

constexpr Time next_day = start + std::chrono::hours(24);

const Story& only_copy(Stage& stage) {
  REQUIRE(stage.dest().stories().size() == 1);
  return stage.dest().stories().begin()->second;
}

void change_first(Stage& stage, const StoryChange& change) {
  REQUIRE(stage.world.change_story(stage.origin(), first, change, next_day));
}

SyncDestinationId create_of_first(Stage& stage) {
  auto draft = stage.draft();
  draft.story_ids = {first};
  return stage.create(draft);
}

// One tenant with teams 1, 2, 3, …; a story of team 1 is synced to team 2, that copy to team 3, ….
WorldSpec line_of_copies(int copies) {
  TenantSpec tenant{.name = "origin", .url = "https://origin.example"};
  for (int i = 1; i <= copies + 1; ++i) {
    tenant.teams.push_back({TeamId(i), "t"});
    tenant.stories.push_back({.id = StoryId(i), .name = "old", .team_id = TeamId(i)});
    if (i > 1) tenant.stories.back().synced_from = StoryOrigin{"origin", StoryId(i - 1)};
    if (i <= copies)
      tenant.sync_destinations.push_back({.id = SyncDestinationId(i),
                                          .destination_tenant_url = tenant.url,
                                          .destination_team_id = TeamId(i + 1),
                                          .origin_team_id = TeamId(i),
                                          .subscriptions = {{StoryId(i), SyncStatus::synced}},
                                          .destination_tenant = "origin"});
  }
  return {.tenants = {tenant}};
}

std::ptrdiff_t renamed(Stage& stage) {
  return std::ranges::count_if(stage.origin().stories(),
                               [](const auto& entry) { return entry.second.name == "new"; });
}

}  // namespace

TEST_CASE("every member that a push transfers arrives, also when no other member has changed") {
  const auto [change, arrived] = GENERATE((table<StoryChange, bool (*)(const Story&)>({
      {[](Story& s) { s.name = "n"; }, [](const Story& s) { return s.name == "n"; }},
      {[](Story& s) { s.description = "d"; }, [](const Story& s) { return s.description == "d"; }},
      {[](Story& s) { s.keep_events_for_s = 3600; },
       [](const Story& s) { return s.keep_events_for_s == 3600; }},
      {[](Story& s) { s.disabled = true; }, [](const Story& s) { return s.disabled; }},
      {[](Story& s) { s.priority = true; }, [](const Story& s) { return s.priority; }},
      {[](Story& s) { s.tags = {"t"}; }, [](const Story& s) { return s.tags == Names{"t"}; }},
      {[](Story& s) { s.content = R"({"agents":[]})"; },
       [](const Story& s) { return s.content == R"({"agents":[]})"; }},
  })));
  Stage stage;
  create_of_first(stage);
  CHECK_FALSE(arrived(only_copy(stage)));
  change_first(stage, change);
  CHECK(arrived(only_copy(stage)));
  CHECK(only_copy(stage).updated_at == next_day);
  CHECK(only_copy(stage).edited_at == next_day);
  CHECK(only_copy(stage).created_at == start);
}

TEST_CASE("members that a push does not transfer leave the copy as it was") {
  Stage stage;
  create_of_first(stage);
  const auto before = only_copy(stage);
  CHECK(before.guid != stage.origin().find_story(first)->guid);
  change_first(stage, [](Story& story) {
    story.locked = true;
    story.change_control_enabled = true;
    story.folder_id = FolderId(3);
    story.user_id = UserId(4);
  });
  CHECK_FALSE(only_copy(stage).locked);
  CHECK_FALSE(only_copy(stage).change_control_enabled);
  CHECK_FALSE(only_copy(stage).folder_id);
  CHECK_FALSE(only_copy(stage).user_id);
  CHECK(only_copy(stage).guid == before.guid);
  CHECK(only_copy(stage).updated_at == before.updated_at);
}

TEST_CASE("a create is settled when its slowest push has a result") {
  const auto [one, other] = GENERATE((table<int, int>({{500, 100}, {100, 500}})));
  Stage stage;
  stage.script.decisions = {{.duration = Milliseconds(one)}, {.duration = Milliseconds(other)}};
  const auto created = stage.world.create_sync_destination(stage.origin(), stage.draft(), start);
  REQUIRE(created);
  CHECK(created->settled_at == start + Milliseconds(500));
}

TEST_CASE("a create is settled at once when no push is slow, or no push runs yet") {
  const auto settings = GENERATE(Settings{}, deferred);
  Stage stage(settings);
  const auto created = stage.world.create_sync_destination(stage.origin(), stage.draft(), start);
  REQUIRE(created);
  CHECK(created->settled_at == start);
}

TEST_CASE("a change is pushed through 16 copies and no further") {
  Stage stage({}, line_of_copies(limits::push_chain + 3));
  REQUIRE(stage.world.change_story(
      stage.origin(), StoryId(1), [](Story& story) { story.name = "new"; }, start));
  CHECK(renamed(stage) == 1 + limits::push_chain);
  const auto status_at = [&](int id) { return stage.subscription(SyncDestinationId(id)).status; };
  CHECK(status_at(limits::push_chain) == SyncStatus::synced);
  CHECK(status_at(limits::push_chain + 1) == SyncStatus::requires_sync);
  CHECK(status_at(limits::push_chain + 2) == SyncStatus::synced);
}

TEST_CASE("a push under way keeps its number in the chain of copies in an imported state") {
  Stage before(deferred, line_of_copies(limits::push_chain + 3));
  REQUIRE(before.world.change_story(
      before.origin(), StoryId(1), [](Story& story) { story.name = "new"; }, start));
  before.world.settle(start + Milliseconds(900));
  REQUIRE(before.world.spec(start).pending_pushes.size() == 1);
  CHECK(before.world.spec(start).pending_pushes[0].chain == 9);
  Stage stage(deferred, before.world.spec(start + Milliseconds(900)), next_day);
  stage.world.settle(next_day + std::chrono::hours(1));
  CHECK(renamed(stage) == 1 + limits::push_chain);
}

TEST_CASE("a copy that was moved to another team is no copy: the next sync makes another") {
  Stage stage;
  const auto id = create_of_first(stage);
  const auto other = stage.world.add_team(stage.dest(), "other");
  REQUIRE(other);
  REQUIRE(stage.world.change_story(
      stage.dest(), only_copy(stage).id, [&](Story& story) { story.team_id = other->id; }, start));
  change_first(stage, [](Story& story) { story.name = "Renamed"; });
  CHECK(stage.names_at_destination() == Names{"First", "Renamed"});
  CHECK(stage.world.sync_now(stage.origin(), id, start));
  CHECK(stage.dest().stories().size() == 2);
}

TEST_CASE("setting manual_sync_only to false where it is false already pushes nothing") {
  Stage stage;
  stage.script.decisions = {{.stuck = true}};
  const auto id = create_of_first(stage);
  REQUIRE(
      stage.world.update_sync_destination(stage.origin(), id, {.manual_sync_only = false}, start));
  CHECK(stage.subscription(id).status == SyncStatus::requires_sync);
  CHECK(stage.dest().stories().empty());
}
