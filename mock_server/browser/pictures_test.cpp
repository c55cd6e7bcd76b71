#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"
#include "end_to_end/testing/ask.hpp"

#include <cstdlib>
#include <memory>

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;

// Pictures of the page's main states, in the folder screenshots/ of the build, for people to look
// at.

namespace {

constexpr std::size_t most_bytes = 200'000;  // of the README's picture
const std::filesystem::path picture = TINES_MOCK_FIXTURES "/../mock_server/browser/page.png";

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

void take(Page& page, const std::string& name) {
  const auto image = page.screenshot();
  CHECK(image.size() > 10'000);
  write(std::filesystem::path(TINES_MOCK_SCREENSHOTS) / (name + ".png"), image);
}

/// A lost answer in the middle of a sync that went wrong halfway.
void show_a_lost_answer(Page& page, MockServer& server) {
  server.inject_scenario("key_revoked_halfway");
  server.inject_scenario("lost_response_after_create");
  server.handle(to_origin("PUT", "/api/v1/stories/9981", R"({"priority": true})"));
  ask(server, documented_create());
  ask(server, show(24));
  page.wait_for_text(cell(2, "state"), "committed, not answered");
  page.click(called("request-2"));
  page.wait_for("#why li");
  page.wait_for(subscription("origin/24/9982", "failed"));
  page.wait_for_no(".toast");
  page.run("scrollTo(0, 0)");
}

WorldSpec with_destinations(std::int64_t count) {
  auto world = sample_world();
  auto& origin = world.tenants[0];
  for (std::int64_t id = 100; id < 100 + count; ++id) {
    const bool fails = id % 7 == 0;
    const Subscription second = {
        .story_id = StoryId{9982},
        .status = fails ? SyncStatus::failed : SyncStatus::synced,
        .error_message = fails ? std::optional<std::string>("The key was refused") : std::nullopt};
    origin.sync_destinations.push_back(
        {.id = SyncDestinationId{id},
         .destination_tenant_url = "https://dest.tines.com",
         .destination_tenant_api_key = "dest-key",
         .destination_team_id = TeamId{42},
         .origin_team_id = TeamId{7},
         .subscriptions = {{.story_id = StoryId{9981}, .status = SyncStatus::synced}, second},
         .destination_tenant = "dest"});
  }
  origin.next_sync_destination_id = SyncDestinationId{100 + count};
  return world;
}

}  // namespace

// TINES_MOCK_PICTURE=1 in the environment writes the README's picture anew.
TEST_CASE("pictures: a lost answer, wide and narrow, light and dark") {
  MockServer server;
  Page page(server);
  show_a_lost_answer(page, server);
  take(page, "lost answer, wide, light");
  if (std::getenv("TINES_MOCK_PICTURE") != nullptr) {
    page.resize(1280, 800);
    write(picture, page.screenshot());
  }
  page.resize(1280, 940);
  page.prefer(Colors::dark);
  take(page, "lost answer, wide, dark");
  page.resize(390, 1600);
  take(page, "lost answer, 390 px, dark");
  page.prefer(Colors::light);
  take(page, "lost answer, 390 px, light");
  page.resize(2560, 1300);
  take(page, "lost answer, 2560 px, light");
}

TEST_CASE("pictures: just started, and the server gone") {
  auto server = std::make_unique<MockServer>();
  Page page(*server);
  page.wait_for("#scenarios li");
  take(page, "just started");
  create(*server);
  page.wait_for(called("request-1"));
  server.reset();
  page.wait_for("#banner");
  take(page, "server gone");
  page.errors();  // the browser tells of each connection that was refused
}

TEST_CASE("pictures: a failed subscription and its history") {
  MockServer server;
  server.inject(failing_pushes());
  create(server);
  server.handle(manual_sync(24));
  Page page(server);
  page.wait_for(subscription("origin/24/9981", "failed"));
  take(page, "failed subscription");
  page.click(called("subscription-origin/24/9981"));
  page.wait_for("#history-pushes tr");
  take(page, "failed subscription, history");
}

TEST_CASE("pictures: 5,000 destinations are smooth, since only those in sight are in the page") {
  MockServer server(with_destinations(5000));
  Page page(server);
  page.wait_for_text("#status-all", "10000");
  take(page, "5000 destinations");
  const auto elements = "return document.querySelectorAll('#map-panel *').length";
  CHECK(page.run(elements) < 1000);
  page.run(
      "const list = document.getElementById('destinations'); list.scrollTop = list.scrollHeight");
  page.wait_for(called("destination-origin/100"));
  CHECK(page.run(elements) < 1000);
  // From a key to what it shows, without a pause in which a person waits.
  page.run(
      "window.longest = 0; new PerformanceObserver((list) => { for (const each of "
      "list.getEntries()) window.longest = Math.max(window.longest, each.duration); })"
      ".observe({type: 'longtask'})");
  page.type("#map-find", "#4711");
  page.wait_for(called("destination-origin/4711"));
  CHECK(page.run("return window.longest") < times(1000, 5000));
}

TEST_CASE("pictures: 100 requests a second do not hold the page up") {
  MockServer server;
  Page page(server);
  for (int second = 1; second <= 3; ++second) {
    for (int i = 0; i < 100; ++i) server.handle(list());
    page.wait_until(
        "return Number(document.querySelector('#requests .number')?.textContent) >= "
        "arguments[0]",
        100 * second);
  }
  take(page, "100 requests a second");
}

TEST_CASE("the README has a picture of the page, of less than 200 KB") {
  REQUIRE(std::filesystem::exists(picture));
  CHECK(std::filesystem::file_size(picture) < most_bytes);
  std::ifstream readme(TINES_MOCK_FIXTURES "/../README.md");
  const std::string text{std::istreambuf_iterator<char>(readme), {}};
  CHECK_THAT(text, Catch::Matchers::Contains("](mock_server/browser/page.png)"));
}
