#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"
#include "end_to_end/testing/ask.hpp"

#include <thread>

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

namespace {

bool has_rules(const MockServer& server, std::size_t count) {
  return server.within(patience).wait_until(
      [&] { return server.world().faults().size() == count; });
}

}  // namespace

TEST_CASE("a lost answer: switched on by the page, suffered by a client, shown by the page") {
  MockServer server;
  Page page(server);
  page.click(scenario("lost_response_after_create"));
  REQUIRE(has_rules(server, 1));

  const auto answer = ask(server, documented_create());
  CHECK(answer.status == 0);  // the connection was reset: this client knows nothing

  page.wait_for_text(cell(1, "state"), "committed, not answered");
  CHECK(page.text(cell(1, "seen")) == "reset");
  CHECK_THAT(page.text(cell(1, "rules")), Contains("lost_response_after_create · after commit"));
  page.wait_for_text(called("destination-origin/24"), "#24 → dest");
  page.wait_for(subscription("origin/24/9981", "synced"));
  page.wait_for_text(called("failure-lost_response_after_create"), "acted 1×, used up");
  CHECK(server.tenant("origin").sync_destinations().size() == 1);
}

TEST_CASE("every scenario is a switch that says what it does") {
  MockServer server;
  Page page(server);
  page.wait_for("#scenarios li");
  CHECK(page.count("#scenarios input[role=switch]") == scenarios().size());
  for (const auto& each : scenarios())
    CHECK_THAT(page.text(called("failure-" + each.name)), Contains(each.description));
}

TEST_CASE("a scenario that is switched off is gone") {
  MockServer server;
  Page page(server);
  page.click(scenario("connection_resets"));
  REQUIRE(has_rules(server, 2));
  page.wait_for_text("#failures-on", "1 on");
  page.wait_for_text(called("failure-connection_resets"), "never acted");
  page.click(scenario("connection_resets"));
  REQUIRE(has_rules(server, 0));
  page.wait_until("return !document.getElementById('failures-on').textContent.includes('1 on')");
}

TEST_CASE("a rule is always listed: with its scenario, also when others of it are gone, or alone") {
  MockServer server;
  server.inject_scenario("connection_resets");
  server.world().remove_fault("connection_resets: before");
  server.inject({.name = "rate_limited: mine",
                 .when = {.operation = "team.list", .path = "/api/v1/a_b"},
                 .phase = Phase::request,
                 .effect = effects::Answer{.status = 503, .body = "c: {d_e}"}});
  Page page(server);
  page.wait_for_text(called("failure-connection_resets"), "1 of 2 rules");
  page.wait_for_text(called("rule-rate_limited: mine"), "rate_limited: mine");
  CHECK_THAT(page.text(called("rule-rate_limited: mine")),
             Contains("answer at request, status 503") && Contains("body c: {d_e}") &&
                 Contains("path /api/v1/a_b") && !Contains("headers"));
  page.click(scenario("connection_resets"));
  CHECK(has_rules(server, 1));
}

TEST_CASE("a scenario that a client has switched on shows as on") {
  MockServer server;
  Page page(server);
  server.inject_scenario("broken_json");
  page.wait_until("return document.querySelector(arguments[0]).checked", scenario("broken_json"));
}

TEST_CASE("a failure is found by its name and by what it does") {
  MockServer server;
  Page page(server);
  page.type("#scenario-find", "single sign-on");
  page.wait_for_no(called("failure-broken_json"));
  CHECK(page.shows(called("failure-login_redirect")));
  page.type("#scenario-find", "nothing is called so");
  page.wait_for("#failures-none");
}

TEST_CASE("a rule of one's own comes from a form that knows each effect's attributes") {
  MockServer server;
  Page page(server);
  page.click("#new-rule");
  page.type("#rule-name", "a slow morning");
  page.choose("#rule-effect", "answer");
  page.choose("#rule-phase", "before_commit");
  page.type("#rule-attribute-status", "503");
  page.type("#rule-attribute-headers", "Retry-After: 5");
  page.choose("#rule-operation", "sync_destination.list");
  page.choose("#rule-tenant", "origin");
  page.type("#rule-times", "2");
  CHECK_THAT(page.run("return document.getElementById('rule-preview').textContent"),
             Contains("\"status\": 503"));
  page.click("#rule-add");
  REQUIRE(has_rules(server, 1));
  const auto rule = server.world().faults()[0];
  CHECK(rule.name == "a slow morning");
  CHECK(rule.phase == Phase::before_commit);
  CHECK(rule.when.operation == "sync_destination.list");
  CHECK(rule.when.tenant == "origin");
  CHECK(rule.times == 2);

  const auto answer = server.handle(list());
  CHECK(answer.status == 503);
  CHECK(header(answer, "Retry-After") == "5");
  page.wait_for_text(called("rule-a slow morning"), "acted 1×");
  server.handle(list());
  page.wait_for_text(called("rule-a slow morning"), "acted 2×, used up");
  page.click(called("remove-rule-a slow morning"));
  REQUIRE(has_rules(server, 0));
  page.wait_for_no(called("rule-a slow morning"));
}

TEST_CASE("each further field of the form for a rule has its effect") {
  MockServer server;
  Page page(server);
  page.click("#new-rule");
  page.choose("#rule-effect", "delay");
  page.choose("#rule-phase", "before_commit");
  page.type("#rule-attributes input", "70");
  page.choose("#rule-operation", "");
  page.click("#rule-dialog details:first-of-type summary");
  page.type("#rule-method", "POST");
  page.type("#rule-path", "/api/v1/*");
  page.type("#rule-story_id", "9981");
  page.type("#rule-sync_destination_id", "24");
  page.type("#rule-skip", "1");
  page.type("#rule-every", "3");
  page.type("#rule-probability", "0.5");
  page.type("#rule-expires_after_ms", "60000");
  page.type("#rule-headers", "X-Client: ours");
  page.type("#rule-body", R"({"team_id": 7})");
  page.click("#rule-add");
  REQUIRE(has_rules(server, 1));
  const auto rule = server.world().faults()[0];
  CHECK(rule.when.method == "POST");
  CHECK(rule.when.path == "/api/v1/*");
  CHECK(rule.when.story_id == StoryId{9981});
  CHECK(rule.when.sync_destination_id == SyncDestinationId{24});
  CHECK(rule.skip == 1);
  CHECK(rule.every == 3);
  CHECK(rule.probability == 0.5);
  CHECK(rule.expires_after == Milliseconds(60000));
  CHECK(rule.when.headers.size() == 1);
  CHECK_THAT(rule.when.body_json.value_or(""), Contains("team_id"));
}

TEST_CASE("a rule for the nth request alone resets it after some bytes of the response") {
  MockServer server;
  Page page(server);
  page.click("#new-rule");
  page.choose("#rule-effect", "reset");
  page.choose("#rule-phase", "response");
  page.type("#rule-attribute-after_bytes", "40");
  page.choose("#rule-operation", "sync_destination.list");
  page.type("#rule-times", "");
  page.click("#rule-dialog details:first-of-type summary");
  page.type("#rule-nth", "2");
  page.click("#rule-add");
  REQUIRE(has_rules(server, 1));
  CHECK(ask(server, list()).status == 200);
  CHECK(ask(server, list()).status == 0);
  page.wait_for_text(cell(2, "seen"), "reset");
  CHECK(server.requests()[1].bytes_sent == 40);
}

TEST_CASE("the form for a rule knows every effect") {
  MockServer server;
  Page page(server);
  page.click("#new-rule");
  page.wait_for("#rule-effect");
  const auto kinds = page.run(
      "return [...document.querySelectorAll('#rule-effect option')].map((each) => each.value)");
  CHECK(kinds.size() >= 19);
  for (const std::string kind : kinds) {
    INFO(kind);
    page.choose("#rule-effect", kind);
    page.wait_until(
        "return document.getElementById('rule-preview').textContent.includes("
        "`\"kind\": \"${arguments[0]}\"`)",
        kind);
    CHECK(page.count("#rule-phase option") > 0);
    CHECK_FALSE(page.text("#rule-does").empty());
  }
}

TEST_CASE("the form for a rule offers the operations of its effect, and says what is needed") {
  MockServer server;
  server.inject({.name = "my rule (2)", .effect = effects::reset()});
  server.inject({.name = "my rule", .effect = effects::reset()});
  Page page(server);
  page.click("#new-rule");
  page.choose("#rule-effect", "stale_read");
  page.wait_until("return document.getElementById('rule-operation').value.endsWith('.list')");
  page.choose("#rule-effect", "missing_field");
  page.click("#rule-add");
  CHECK(page.run("return document.activeElement.id") == "rule-attribute-pointer");
  page.choose("#rule-effect", "push_fails");
  page.wait_until("return document.getElementById('rule-operation').value === 'push'");
  page.click("#rule-add");
  REQUIRE(has_rules(server, 3));
  CHECK(server.world().faults()[2].name == "my rule (3)");
}

TEST_CASE("what the server does not accept of a rule stands in the form") {
  MockServer server;
  server.inject({.name = "taken", .effect = effects::reset()});
  Page page(server);
  page.click("#new-rule");
  page.type("#rule-name", "taken");
  page.click("#rule-add");
  page.wait_for_text("#rule-problems", "taken");
  CHECK(page.shows("#rule-dialog"));
  CHECK(server.world().faults().size() == 1);
  CHECK(!page.errors().empty());  // the browser tells of the answer 4xx
}

TEST_CASE("a rule that has expired says so") {
  MockServer server(sample_world(), virtual_time());
  server.inject({.name = "short", .effect = effects::reset(), .expires_after = Milliseconds(1000)});
  Page page(server);
  page.wait_for_text(called("rule-short"), "never acted");
  page.click("#plus-second");
  page.wait_for_text(called("rule-short"), "expired");
}

TEST_CASE("what a rule holds is shown, and let go by the page") {
  MockServer server;
  Page page(server);
  std::jthread client;  // before the hold, so that the hold ends first, even if the test fails
  auto held = server.hold(operation("sync_destination.create"), Phase::before_commit);
  client = std::jthread([&] { create(server); });
  held.wait_until_reached();
  page.wait_for_text(called("rule-" + held.name()), "request 1 since");
  CHECK(page.count("#rules li.failure") == 1);
  page.wait_for_text(cell(1, "state"), "held");
  CHECK(server.tenant("origin").sync_destinations().empty());
  page.click(called("release-" + held.name()));
  page.wait_for_text(cell(1, "state"), "committed");
  page.wait_for(called("destination-origin/24"));
}

TEST_CASE("a held request is let go from its own view") {
  MockServer server;
  Page page(server);
  std::jthread client;  // as above
  auto held = server.hold(operation("sync_destination.create"), Phase::after_commit);
  client = std::jthread([&] { create(server); });
  held.wait_until_reached();
  page.wait_for_text(cell(1, "state"), "held, committed");
  page.click(called("request-1"));
  page.click("#request-release");
  page.wait_for_text("#request-state", "committed");
  page.wait_for_text(cell(1, "seen"), "201");
}

TEST_CASE("however often a held request is sent by the page, the page can release it") {
  MockServer server;
  create(server);
  server.inject({.name = "held",
                 .when = operation("sync_destination.*"),
                 .phase = Phase::before_commit,
                 .effect = effects::Hold{}});
  Page page(server);
  for (int i = 0; i < 7; ++i) page.click(called("sync-origin/24"));
  page.wait_for_text("#toasts", "Not sent");
  page.wait_for_text(called("rule-held"), "request 4");
  page.click(called("release-held"));
  page.wait_for_text(cell(4, "seen"), "20");
}

TEST_CASE("a held push leads to its story in the map") {
  auto options = WorldOptions();
  options.sync_mode = SyncMode::deferred;
  options.sync_delay = Milliseconds(0);
  MockServer server(sample_world(), options);
  server.inject({.name = "held",
                 .when = {.operation = "push", .story_id = StoryId{9982}},
                 .phase = Phase::push,
                 .effect = effects::Hold{}});
  create(server);
  Page page(server);
  page.wait_for(subscription("origin/24/9981", "synced"));
  page.click(called("rule-held") + " .link");
  page.wait_for_no(called("subscription-origin/24/9981"));
  page.wait_for_text(called("subscription-origin/24/9982"), "by held");
}
