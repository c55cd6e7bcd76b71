#include "trial/holdings.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::trial;
using Catch::Matchers::Contains;

namespace {

WorldSpec world_with(std::vector<SyncDestination> destinations) {
  auto world = sample_world();
  world.tenants[0].sync_destinations = std::move(destinations);
  return world;
}

SyncDestination destination(std::int64_t id, SyncStatus status = SyncStatus::synced) {
  return {.id = SyncDestinationId(id),
          .destination_tenant_url = "https://dest.tines.com",
          .destination_tenant_api_key = "dest-key",
          .destination_team_id = TeamId(42),
          .origin_team_id = TeamId(7),
          .subscriptions = {{.story_id = StoryId(9981), .status = status}},
          .destination_tenant = "dest"};
}

Holdings holdings(std::vector<SyncDestination> destinations) {
  return Holdings(world_with(std::move(destinations)));
}

}  // namespace

TEST_CASE("ids and times make no difference") {
  auto other = destination(99);
  other.created_at += Milliseconds(5);
  CHECK(holdings({destination(1)}) == holdings({other}));
  auto world = sample_world();
  for (auto& story : world.tenants[0].stories) {
    story.updated_at += Milliseconds(5);
    story.guid = "another";
  }
  CHECK(Holdings(world) == Holdings(sample_world()));
}

TEST_CASE("a story's contents and a subscription's status make a difference, named in words") {
  auto world = sample_world();
  world.tenants[0].stories[0].content = R"({"agents":[1]})";
  CHECK_THAT(find_difference(Holdings(world), Holdings(sample_world())),
             Contains("has other contents"));
  const auto difference =
      find_difference(holdings({destination(1, SyncStatus::failed)}), holdings({destination(1)}));
  CHECK_THAT(difference, Contains("synced") && Contains("failed"));
  CHECK(find_difference(holdings({}), holdings({})).empty());
}

TEST_CASE("what is missing and what is too much is named") {
  CHECK_THAT(find_difference(holdings({}), holdings({destination(1)})),
             Contains("missing: sync destination of origin to team 42 of dest"));
  CHECK_THAT(find_difference(holdings({destination(1)}), holdings({})),
             Contains("not expected: sync destination"));
}

TEST_CASE("a second thing with the same target is a duplicate, a first one is not") {
  const auto none = holdings({});
  const auto one = holdings({destination(1)});
  const auto two = holdings({destination(1), destination(2)});
  CHECK_THAT(find_duplicate(two, one, none), Contains("2 times"));
  CHECK(find_duplicate(one, one, none).empty());
  CHECK(find_duplicate(two, two, none).empty());
  CHECK(find_duplicate(two, none, two).empty());
}

TEST_CASE("more things of a kind than after the baseline are a duplicate under any name") {
  auto more = sample_world();
  more.tenants[0].stories.push_back({.id = StoryId(1), .name = "copy (2)", .team_id = TeamId(7)});
  CHECK_THAT(find_duplicate(Holdings(more), Holdings(sample_world()), Holdings(sample_world())),
             Contains("stories of origin"));
}

TEST_CASE("what was not there at the start is left behind") {
  CHECK_THAT(find_left_behind(holdings({destination(1)}), holdings({})),
             Contains("sync destination of origin"));
  CHECK(find_left_behind(holdings({}), holdings({destination(1)})).empty());
}

TEST_CASE("no text of holdings contains a key") {
  const auto all = holdings({destination(1)});
  for (const auto& [identity, content] : all.contents())
    CHECK((identity + content).find("-key") == std::string::npos);
}
