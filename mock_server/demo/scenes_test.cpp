#include "demo/testing/played.hpp"
#include "testing/catch2.hpp"

#include <algorithm>

using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

Demo demo_of_scene(const std::string& title) {
  Demo demo = sample_demo();
  std::erase_if(demo.scenes, [&](const Scene& scene) { return scene.title != title; });
  REQUIRE(demo.scenes.size() == 1);
  demo.fast = true;
  return demo;
}

/// A scene of the demo, and the world at its end.
class PlayedScene {
 public:
  explicit PlayedScene(const std::string& title)
      : played_(demo_of_scene(title), demo_world_options(true)) {
    played_.player.start();
    played_.wait_until([this] { return played_.player.status().ended; });
  }

  /// The statuses of the requests, in their order.
  std::vector<int> statuses() {
    std::vector<int> all;
    for (const auto& entry : requests()) all.push_back(entry.status);
    return all;
  }
  std::vector<JournalEntry> requests() { return played_.requests(); }
  /// The subscriptions of the sync destination that the scene has made.
  std::vector<Subscription> subscriptions(std::int64_t id = 32) {
    for (const auto& destination : destinations())
      if (destination.id.value == id) return destination.subscriptions;
    return {};
  }
  std::vector<SyncDestination> destinations() { return played_.destinations(); }
  std::vector<std::string> copies(const std::string& tenant, std::int64_t team) {
    std::vector<std::string> names;
    for (const auto& each : played_.stage.world->export_state().tenants)
      for (const auto& story : each.stories)
        if (each.name == tenant && story.team_id.value == team) names.push_back(story.name);
    return names;
  }

 private:
  demo::testing::Played played_;
};

std::vector<SyncStatus> statuses_of(const std::vector<Subscription>& subscriptions) {
  std::vector<SyncStatus> all;
  for (const auto& each : subscriptions) all.push_back(each.status);
  return all;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

constexpr auto synced = SyncStatus::synced;
constexpr auto failed = SyncStatus::failed;

}  // namespace

TEST_CASE("in the first scene the copies of an edited story follow, and nothing fails") {
  PlayedScene scene("All is well");
  CHECK(scene.statuses() == std::vector{201, 200});
  CHECK(has(scene.copies("americas", 41), "Phishing Report Triage v2"));
  CHECK(scene.copies("europe", 51) == std::vector<std::string>{"Phishing Report Triage v2"});
  CHECK(scene.destinations().size() == 2);
  for (const auto& destination : scene.destinations())
    for (const auto& subscription : destination.subscriptions) CHECK(subscription.status == synced);
  for (const auto& entry : scene.requests()) CHECK(entry.faults.empty());
}

TEST_CASE("the destination that is down has its stories after the third attempt") {
  PlayedScene scene("A destination is down, then recovers");
  CHECK(scene.statuses() == std::vector{201, 200, 200});
  CHECK(statuses_of(scene.subscriptions()) == std::vector{synced, synced});
  CHECK(scene.copies("asia-pacific", 62).size() == 2);
}

TEST_CASE("when the key is revoked halfway, one story has arrived, and its copy grows old") {
  PlayedScene scene("The key is revoked halfway");
  CHECK(scene.statuses() == std::vector{201, 200});
  CHECK(statuses_of(scene.subscriptions()) == std::vector{failed, failed});
  for (const auto& subscription : scene.subscriptions())
    CHECK_THAT(subscription.error_message.value_or(""), Contains("refused the API key"));
  CHECK(scene.copies("europe", 51) == std::vector<std::string>{"Threat Intelligence Lookup"});
}

TEST_CASE("after the lost answer and the naive retry, two sync destinations have the same target") {
  PlayedScene scene("An answer is lost");
  CHECK(scene.statuses() == std::vector{0, 201});
  const auto requests = scene.requests();
  CHECK(requests[0].committed);
  CHECK(requests[0].ending == Ending::reset);
  CHECK(requests[0].faults.at(0).rule == "lost_response_after_create");
  CHECK(requests[1].committed);
  const auto destinations = scene.destinations();
  REQUIRE(destinations.size() == 3);
  CHECK(destinations[1].destination_tenant_url == destinations[2].destination_tenant_url);
  CHECK(destinations[1].destination_team_id == destinations[2].destination_team_id);
  CHECK(statuses_of(destinations[1].subscriptions) == std::vector{synced});
  CHECK(statuses_of(destinations[2].subscriptions) == std::vector{synced});
}

TEST_CASE("the rate limit turns a create away, which succeeds when its time has come") {
  PlayedScene scene("A rate limit");
  CHECK(scene.statuses() == std::vector{200, 200, 429, 201});
  const auto requests = scene.requests();
  CHECK_FALSE(requests[2].committed);
  CHECK(requests[2].faults.at(0).rule == "rate_limited");
  CHECK(scene.destinations().size() == 2);
  CHECK(statuses_of(scene.subscriptions()) == std::vector{synced});
}

TEST_CASE("the stuck stories wait, and are synced by the manual sync") {
  PlayedScene scene("A sync is stuck, and the way out");
  CHECK(scene.statuses() == std::vector{201, 200, 200});
  const auto list = Json::parse(scene.requests()[1].response_body);
  for (const auto& subscription : list["sync_destinations"][1]["subscriptions"])
    CHECK(subscription["status"] == "requires_sync");
  CHECK(statuses_of(scene.subscriptions()) == std::vector{synced, synced});
}
