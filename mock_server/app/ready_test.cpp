#include "app/ready.hpp"

#include "testing/catch2.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tines_mock::app {
namespace {

using Catch::Matchers::Contains;

WorldSpec world_with_two_teams() {
  WorldSpec world = sample_world();
  TenantSpec& origin = world.tenants.at(0);
  Team other = origin.teams.at(0);
  other.id = TeamId(8);
  origin.teams.push_back(other);
  Story story = origin.stories.at(0);
  for (Story& own : origin.stories) own.team_id = origin.teams.at(0).id;
  story.id = StoryId(5);
  story.team_id = other.id;
  origin.stories.insert(origin.stories.begin() + 1, story);
  return world;
}

}  // namespace

TEST_CASE("the ready line has the URLs, the seed and the process id in JSON") {
  const MockServer server(sample_world(), {.rng_seed = 7});
  const auto line = ready_line(server, sample_world());
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(
      nlohmann::json::parse(line) ==
      nlohmann::json{{"url", server.url()},
                     {"tenants", {{"origin", server.url("origin")}, {"dest", server.url("dest")}}},
                     {"control", server.url() + "/__admin"},
                     {"rng_seed", 7},
                     {"pid", ::getpid()}});
}

TEST_CASE("the printed curl command has stories of the team that it names") {
  const auto world = world_with_two_teams();
  const MockServer server(world, {}, {.listen = false});
  const auto text = introduction(server, world);
  CHECK_THAT(text, Contains("\"team_id\":7"));
  CHECK_THAT(text, Contains("\"story_ids\":[9981,9982]"));
  CHECK_THAT(text, Contains("\ncurl http://"));
}

TEST_CASE("the introduction has each tenant's keys, and no curl command that cannot work") {
  auto world = sample_world();
  world.tenants.at(0).keys.push_back({.secret = "it's another"});
  const MockServer server(world, {}, {.listen = false});
  CHECK_THAT(introduction(server, world), Contains("  keys: origin-key it's another\n"));
  std::rotate(world.tenants[0].keys.begin(), world.tenants[0].keys.end() - 1,
              world.tenants[0].keys.end());
  CHECK_THAT(introduction(server, world), Contains("-H 'Authorization: Bearer it'\\''s another'"));
  world.tenants.at(0).stories.clear();
  CHECK(introduction(server, world).find("curl") == std::string::npos);
}

TEST_CASE("the curl command has -k for a self-signed certificate") {
  const MockServer server(sample_world(), {}, {.tls = Tls{}});
  CHECK_THAT(introduction(server, sample_world()), Contains("\ncurl -k https://"));
}

}  // namespace tines_mock::app
