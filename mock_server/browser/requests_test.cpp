#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"
#include "end_to_end/testing/ask.hpp"

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

namespace {

/// Rows 1 to 4: committed, read, rejected, and faulted without effect on the state.
void four_requests(MockServer& server) {
  create(server);
  server.handle(list());
  server.handle(to_origin("POST", sync_destinations, R"({"story_ids": []})"));
  server.inject({.name = "no list",
                 .when = operation("sync_destination.list"),
                 .effect = effects::Answer{.status = 503}});
  server.handle(request_to("dest", "GET", "/api/v1/stories"));
  server.handle(list());
}

void wait_for_rows(Page& page, std::size_t count) {
  page.wait_until("return document.querySelectorAll('#requests tr').length === arguments[0]",
                  count);
}

}  // namespace

TEST_CASE("a row says what was asked, what the client saw, and what became of the state") {
  MockServer server;
  Page page(server);
  four_requests(server);
  wait_for_rows(page, 5);
  CHECK(page.text(cell(1, "request")) == "POST /api/v1/admin/sync_destinations");
  CHECK(page.text(cell(1, "seen")) == "201");
  CHECK(page.text(cell(1, "state")) == "committed");
  CHECK(page.text(cell(2, "state")) == "read");
  CHECK(page.text(cell(3, "seen")) == "422");
  CHECK(page.text(cell(3, "state")) == "unchanged");
  CHECK(page.text(cell(5, "seen")) == "503");
  CHECK(page.text(cell(5, "rules")) == "no list · before commit");
  CHECK(page.text("#requests tr:first-child .number") == "5");  // the newest
}

TEST_CASE("chips, lists and the search choose requests, and the page's address keeps the choice") {
  MockServer server;
  four_requests(server);
  Page page(server);
  wait_for_rows(page, 5);
  CHECK(page.text("#show-problems") == "problems 2");
  page.click("#show-problems");
  wait_for_rows(page, 2);
  page.click("#show-faulted");
  wait_for_rows(page, 1);
  page.click("#show-all");
  wait_for_rows(page, 5);
  page.click("#show-unanswered");
  page.click("#requests-all");
  wait_for_rows(page, 5);
  page.choose("#request-operation", "sync_destination.list");
  wait_for_rows(page, 2);
  page.choose("#request-operation", "");
  page.choose("#request-tenant", "dest");
  wait_for_rows(page, 1);
  page.choose("#request-tenant", "");
  page.type("#request-search", "[9981,9982]");  // stands in a body
  wait_for_rows(page, 1);
  page.type("#request-search", "authorization: bearer [redacted");  // a header
  wait_for_rows(page, 5);
  page.type("#request-search", "api/v1/stories");
  wait_for_rows(page, 1);
  page.wait_until("return location.search.includes('q=api')");
  page.open(page.url());
  page.wait_for(called("request-4"));
  wait_for_rows(page, 1);
}

TEST_CASE("a pause keeps the rows and counts the new ones") {
  MockServer server;
  create(server);
  Page page(server);
  wait_for_rows(page, 1);
  page.click("#pause");
  for (int i = 0; i < 3; ++i) server.handle(list());
  page.wait_for_text("#pause", "3 new");
  CHECK(page.count("#requests tr") == 1);
  page.click("#pause");
  wait_for_rows(page, 4);
}

TEST_CASE("the newest 500 requests have a row") {
  MockServer server;
  for (int i = 0; i < 520; ++i) server.handle(list());
  Page page(server);
  wait_for_rows(page, 500);
  CHECK(page.text("#requests tr:first-child .number") == "520");
  page.open(server, "?request=3");  // one that has no row is still found by its address
  page.wait_for_text("#request-title", "3");
}

TEST_CASE("one request: what came beside what the client saw, without a secret") {
  MockServer server;
  Page page(server);
  create(server);
  page.click(called("request-1"));
  page.wait_for_text("#request-text", "[redacted:");
  CHECK_THAT(page.text("#request-title"), Contains("1"));
  CHECK(page.text("#request-state") == "committed");
  CHECK_THAT(page.text("#request-text"), Contains("\"destination_team_id\": 42"));
  CHECK_THAT(page.text("#seen-text"), Contains("HTTP 201") && Contains("\"status\": \"synced\""));
  CHECK_FALSE(page.shows("#tenant-side"));
  page.wait_for_text("#why-none", "No rule");
  const auto all = page.run("return document.documentElement.outerHTML").get<std::string>();
  CHECK(all.find("dest-key") == std::string::npos);
  CHECK(all.find("origin-key") == std::string::npos);
  page.press(keys::escape);
  page.wait_for_no("#request");
  page.click(called("request-1"));
  page.click("#request-close");
  page.wait_for_no("#request");
}

TEST_CASE("one request: what the tenant had answered when the client saw something else, and why") {
  MockServer server;
  server.inject(
      {.name = "gateway", .phase = Phase::after_commit, .effect = effects::Answer{.status = 504}});
  server.inject({.name = "never", .when = operation("story.get"), .effect = effects::reset()});
  create(server);
  Page page(server);
  page.wait_for_text(cell(1, "state"), "committed, not answered");
  page.click(called("request-1"));
  page.wait_for_text("#tenant-text", "HTTP 201");
  CHECK_THAT(page.text("#seen-text"), Contains("HTTP 504"));
  page.wait_for_text("#why", "gateway");
  CHECK(page.shows(called("why-gateway") + "[data-acted=true]"));
  CHECK(page.shows(called("why-never") + "[data-acted=false]"));
}

TEST_CASE("a success in another form is an answer, and bytes that are none are said to be others") {
  MockServer server;
  server.inject_scenario("created_without_id");
  create(server);
  server.world().clear_faults();
  server.inject({.name = "noise", .phase = Phase::response, .effect = effects::Garbage{}});
  create(server);
  Page page(server);
  page.wait_for_text(cell(1, "state"), "committed, other answer");
  page.wait_for_text(cell(2, "state"), "committed, not answered");
  CHECK(page.text("#show-unanswered") == "not answered 1");
  page.click(called("request-2"));
  page.wait_until("return /\\b64 bytes/.test(document.getElementById('request').innerText)");
  CHECK(page.run("return !document.getElementById('request').innerText.includes('Of this')"
                 " || document.getElementById('tenant-side').checkVisibility()") == true);
}

TEST_CASE("a request that is opened is in sight, and so is the row that the keys move to") {
  MockServer server;
  for (int i = 0; i < 30; ++i) server.handle(list());
  Page page(server);
  page.resize(1366, 768);
  page.click(called("request-25"));
  page.wait_for("#why-none");
  page.wait_until(
      "const {top, bottom} = document.getElementById('request').getBoundingClientRect();"
      "return top < innerHeight / 2 || bottom <= innerHeight");
  for (int i = 0; i < 10; ++i) page.press("j");
  for (int i = 0; i < 10; ++i) page.press("k");
  page.wait_until("return document.activeElement.dataset.testid === 'request-25'");
  page.wait_until(
      "return document.activeElement.getBoundingClientRect().top >= "
      "document.querySelector('#requests-table th').getBoundingClientRect().bottom - 1");
}

TEST_CASE("one request is copied as curl, as C++ and as a rule file") {
  MockServer server;
  create(server);
  Page page(server);
  page.click(called("request-1"));
  const auto line = page.copied("#copy-curl");
  CHECK_THAT(line, Contains("curl -i -X POST") && Contains(server.url("origin")));
  CHECK_THAT(line, Contains("$TINES_API_KEY") && Contains("$TINES_DESTINATION_API_KEY"));
  CHECK_THAT(page.copied("#copy-cpp"), Contains(".operation = \"sync_destination.create\""));
  CHECK(parse_faults(page.copied("#copy-rule-file")).size() == 1);
}

TEST_CASE("a fault is made from a request, and acts on the next of its kind") {
  MockServer server;
  create(server);
  Page page(server);
  page.click(called("request-1"));
  page.click("#fault-from-request");
  page.click("#rule-add");
  page.wait_for_no("#rule-dialog");
  REQUIRE(server.within(patience).wait_until([&] { return !server.world().faults().empty(); }));
  CHECK(ask(server, documented_create()).status == 0);
  page.wait_for_text(cell(2, "state"), "committed, not answered");
}

TEST_CASE("what the page saves can be used: a HAR, the journal, a world file without keys") {
  MockServer server;
  create(server);
  Page page(server);
  const auto save = [&](const char* button, const char* name) {
    page.click("#export");
    return page.saved(button, name);
  };
  const auto har = nlohmann::json::parse(save("#export-har", "default.har"));
  CHECK(har["log"]["version"] == "1.2");
  CHECK(har["log"]["entries"].size() == 1);
  const auto journal = nlohmann::json::parse(save("#export-journal", "default.journal.json"));
  CHECK(journal["requests"].size() == 1);
  const auto world = save("#export-world", "default.world.json");
  CHECK(parse_world(world).tenants.size() == 2);
  CHECK_THAT(world, !Contains("origin-key") && !Contains("dest-key"));
  page.click("#export");
  page.wait_for("#export-har");
  page.press(keys::escape);
  page.wait_for_no("#export-har");
}
