#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

namespace {

std::size_t copies(const MockServer& server) {
  return server.tenant("dest").stories().size();
}
std::vector<SyncDestination> destinations_of(const MockServer& server) {
  return server.tenant("origin").sync_destinations();
}

}  // namespace

TEST_CASE("the page of a fresh world gives the lines to paste into a shell") {
  MockServer server;
  Page page(server);
  CHECK_THAT(page.text("#map-empty-curl"), Contains(server.url("origin")) && Contains("9981"));
  CHECK_THAT(page.text("#requests-empty-curl"), Contains(server.url("origin")));
  CHECK(page.copied("#map-empty-copy") == page.text("#map-empty-curl"));
  CHECK(page.copied("#requests-empty-copy") == page.text("#requests-empty-curl"));
}

TEST_CASE("the page shows a create of a client: where to, which stories, their state") {
  MockServer server;
  Page page(server);
  create(server);
  page.wait_for_text(called("destination-origin/24"), "dest · Production");
  CHECK(page.text(subscription("origin/24/9981", "synced")) == "High‑Priority Alerts\n✓ synced");
  CHECK(page.text(subscription("origin/24/9982", "synced")) == "Change Control Requests\n✓ synced");
  CHECK_FALSE(page.shows("#map-empty"));
}

TEST_CASE("a failed subscription shows its message, and one click away each push to it") {
  MockServer server;
  server.inject(failing_pushes("no way in"));
  create(server);
  Page page(server);
  CHECK_THAT(page.text(subscription("origin/24/9981", "failed")),
             Contains("✕ failed") && Contains("no way in"));
  server.world().remove_fault("pushes fail");
  page.click(called("subscription-origin/24/9981"));
  CHECK(page.text("#history-title") == "High‑Priority Alerts");
  CHECK(page.text("#history-message") == "no way in");
  CHECK_THAT(page.text("#history-pushes"), Contains("create") && Contains("pushes fail"));
  page.click("#history-sync");
  page.wait_until("return document.querySelectorAll('#history-pushes tr').length === 2");
  CHECK_THAT(page.text("#history-pushes tr"), Contains("synced"));
  CHECK(destinations_of(server)[0].subscriptions[0].status == SyncStatus::synced);
  page.press(keys::escape);
  page.wait_for_no("#history-dialog");
  page.wait_for(subscription("origin/24/9981", "synced"));
  page.wait_for(subscription("origin/24/9982", "failed"));
}

TEST_CASE("Sync now pushes every story of a destination") {
  MockServer server;
  server.inject(failing_pushes());
  create(server);
  server.world().clear_faults();
  Page page(server);
  page.wait_for(subscription("origin/24/9981", "failed"));
  page.click(called("sync-origin/24"));
  page.wait_for(subscription("origin/24/9981", "synced"));
  page.wait_for(subscription("origin/24/9982", "synced"));
  CHECK(copies(server) == 2);
}

TEST_CASE("a new sync destination is one click, since its form is filled") {
  MockServer server;
  Page page(server);
  page.click("#map-empty-new");
  page.wait_for("#destination-dialog");
  page.press(keys::escape);
  page.wait_for_no("#destination-dialog");
  page.click("#new-destination");
  page.click("#destination-create");
  page.wait_for(subscription("origin/24/9981", "synced"));
  page.wait_for_no("#destination-dialog");
  REQUIRE(destinations_of(server).size() == 1);
  CHECK(destinations_of(server)[0].destination_tenant == "dest");
  CHECK(destinations_of(server)[0].subscriptions.size() == 2);
  CHECK(copies(server) == 2);
}

TEST_CASE("each field of the form for a sync destination has its effect") {
  MockServer server(load_world("fixtures/worlds/three_destinations.json"));
  const auto before = server.tenant("origin").sync_destinations().size();
  const auto team = server.tenant("dest").teams().back();
  Page page(server);
  page.click("#new-destination");
  page.choose("#destination-origin", "dest");
  page.wait_until("return !document.querySelector('#destination-stories input[value=\"9990\"]')");
  page.choose("#destination-origin", "origin");
  page.choose("#destination-origin-team", "8");
  page.choose("#destination-tenant", "dest");
  page.choose("#destination-team", std::to_string(team.id.value));
  page.click("#destination-manual");
  page.click("#destination-create");
  page.wait_for_no("#destination-dialog");
  REQUIRE(destinations_of(server).size() == before + 1);
  const auto made = destinations_of(server).back();
  CHECK(made.destination_tenant == "dest");
  CHECK(made.destination_team_id == team.id);
  CHECK(made.manual_sync_only);
  REQUIRE(made.subscriptions.size() == 1);
  CHECK(made.subscriptions[0].story_id == StoryId{9990});
}

TEST_CASE("an edited story is pushed to where it is synced") {
  MockServer server;
  create(server);
  Page page(server);
  page.click(called("edit-origin/9981"));
  page.type("#story-name", "Alerts of the night");
  page.click("#story-save");
  page.wait_for_text(called("story-origin/9981"), "Alerts of the night");
  page.wait_for_text(subscription("origin/24/9981", "synced"), "Alerts of the night");
  const auto story = server.tenant("origin").story(StoryId{9981});
  CHECK(story.name == "Alerts of the night");
  CHECK(server.tenant("dest").stories()[0].name == "Alerts of the night");
}

TEST_CASE("a copy that a failed push left behind keeps its name, and a failure counts the pushes") {
  MockServer server;
  create(server);
  server.inject(failing_pushes(std::string(3000, 'e')));
  server.handle(to_origin("PUT", "/api/v1/stories/9981", R"({"name": "Alerts of the night"})"));
  Page page(server);
  page.wait_for_text(subscription("origin/24/9981", "failed"), "Alerts\n");
  CHECK_THAT(page.text(subscription("origin/24/9981", "failed")), Contains("2 pushes"));
  CHECK_THAT(page.text(called("story-origin/9981")), Contains("night"));
  page.click(called("subscription-origin/24/9981"));  // its message is long: it begins at its top
  page.wait_for("#history-dialog");
  CHECK(page.run("return document.getElementById('history-dialog').scrollTop") == 0);
  CHECK(page.run("return document.querySelector('#history-pushes tr').offsetHeight < 200") == true);
}

TEST_CASE("a sync destination is deleted only after a yes") {
  MockServer server;
  create(server);
  Page page(server);
  page.click(called("delete-origin/24"));
  page.click("#confirm-no");
  page.wait_for_no("#confirm-dialog");
  CHECK(destinations_of(server).size() == 1);
  page.click(called("delete-origin/24"));
  page.click("#confirm-yes");
  page.wait_for("#map-empty");
  CHECK(destinations_of(server).empty());
}

TEST_CASE("the map is filtered by state, text and story, and the page's address keeps it") {
  MockServer server;
  server.inject({.name = "one fails",
                 .when = {.story_id = StoryId{9982}},
                 .phase = Phase::push,
                 .effect = effects::PushFails{}});
  create(server);
  Page page(server);
  const auto one = called("subscription-origin/24/9981");
  const auto other = called("subscription-origin/24/9982");
  page.wait_for(one);
  CHECK(page.text("#status-failed") == "failed 1");
  page.click("#status-failed");
  page.wait_for_no(one);
  CHECK(page.shows(other));
  page.click("#status-synced");
  page.wait_for_no(other);
  page.click("#status-requires_sync");
  page.wait_for_no(one);
  page.click("#status-all");
  page.wait_for(one);
  page.type("#map-find", "change control");
  page.wait_for_no(one);
  page.wait_until("return location.search.includes('find=change')");
  page.open(page.url());
  page.wait_for(other);
  CHECK_FALSE(page.shows(one));
  page.type("#map-find", "no such story");
  page.click("#map-all");
  page.wait_for(one);
  page.click(called("story-origin/9981"));
  page.wait_for_no(other);
  page.click("#map-story");
  page.wait_for(other);
}

TEST_CASE("the map is grouped as a person wants it") {
  MockServer server(load_world("fixtures/worlds/three_destinations.json"));
  Page page(server);
  for (const std::string group : {"tenant", "team", "state"}) {
    page.choose("#map-group", group);
    page.wait_until("return location.search.includes('group=' + arguments[0])", group);
    page.wait_for("#destinations .group");
  }
  page.choose("#map-group", "");
  page.wait_for_no("#destinations .group");
}

TEST_CASE("a push that is deferred shows as such, and the clock brings it") {
  auto options = virtual_time();
  options.sync_mode = SyncMode::deferred;
  MockServer server(sample_world(), options);
  create(server);
  Page page(server);
  page.wait_for(subscription("origin/24/9981", "requires_sync"));
  page.click("#next-event");
  page.wait_for(subscription("origin/24/9981", "synced"));
  CHECK(copies(server) > 0);
}
