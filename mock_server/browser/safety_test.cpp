#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

namespace {

const std::string markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
const std::string right_to_left = "\u202Eتنبيهات عاجلة\u202C \"'&amp;";

bool is_shown_as_text(Page& page) {
  return page.run("return !document.querySelector('main img, main script, dialog script')");
}

}  // namespace

TEST_CASE("hostile names are shown as text and break nothing") {
  auto world = sample_world();
  world.tenants[0].stories[0].name = markup;
  world.tenants[0].stories[1].name = right_to_left;
  world.tenants[0].teams[0].name = markup;
  world.tenants[1].teams[0].name = markup;
  MockServer server(world);
  server.inject(failing_pushes(markup + "\n" + right_to_left));
  create(server);
  Page page(server);
  page.wait_for_text(called("story-origin/9981"), markup);
  page.wait_for_text(called("story-origin/9982"), "تنبيهات");
  page.wait_for_text(called("subscription-origin/24/9981"), markup);
  page.click(called("subscription-origin/24/9981"));
  page.wait_for_text("#history-message", markup);
  page.press(keys::escape);
  page.click("#new-destination");
  page.wait_for_text("#destination-stories", markup);
  page.press(keys::escape);
  page.click(called("edit-origin/9982"));
  page.wait_until("return document.getElementById('story-name').value === arguments[0]",
                  right_to_left);
  CHECK(is_shown_as_text(page));
}

TEST_CASE("hostile requests are shown as text and break nothing") {
  MockServer server;
  Request request = to_origin("POST", "/api/v1/admin/" + std::string("%3Cimg%20src=x%3E?q=<b>"),
                              R"({"a": ")" + markup + R"("})");
  request.headers.add("X-Odd", right_to_left + markup);
  server.handle(request);
  Page page(server);
  page.click(called("request-1"));
  page.wait_for_text("#request-text", markup);
  page.wait_for_text("#request-text", "تنبيهات");
  CHECK(is_shown_as_text(page));
}

TEST_CASE("a rule with a hostile name is shown, opened and removed") {
  MockServer server;
  const std::string name = "'\"><b>\\ \n%2F/..?#";
  server.inject({.name = name, .effect = effects::Answer{.body = markup}});
  server.handle(list());
  Page page(server);
  page.wait_for("#rules li");
  page.wait_for_text("#rules", markup);
  page.click(called("request-1"));
  page.wait_for_text("#why", "<b>");
  CHECK(is_shown_as_text(page));
  page.click("#rules [data-do=remove-rule]");
  REQUIRE(server.within(patience).wait_until([&] { return server.world().faults().empty(); }));
  page.wait_for_no("#rules li");
}

TEST_CASE("names from right to left turn no words of the page around") {
  MockServer server;
  const std::string name = "rule \u202Eabc";
  server.inject({.name = name, .effect = effects::Answer{.status = 500}});
  server.handle(list());
  Page page(server, "?request=1");
  page.wait_for_text("#why", "answer at");
  const auto begins_before = [&](const char* selector, const char* first, const char* second) {
    return page.run(
        "const [row, ...words] = [document.querySelector(arguments[0]), arguments[1], "
        "arguments[2]];"
        "const left = (word) => {"
        "  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);"
        "  while (walker.nextNode()) {"
        "    const at = walker.currentNode.nodeValue.indexOf(word);"
        "    if (at < 0) continue;"
        "    const range = document.createRange();"
        "    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + 1);"
        "    return range.getBoundingClientRect().left;"
        "  }"
        "};"
        "return left(words[0]) < left(words[1])",
        selector, first, second);
  };
  CHECK(begins_before("#why", "answer", "at before") == true);
  CHECK(begins_before("#requests .rule", "rule", "before") == true);
}

TEST_CASE("a body of 1 MB is shown at once, also one that is no text") {
  for (const auto& unit : {std::string("xx"), std::string("\0a", 2)}) {
    MockServer server;
    std::string body;
    while (body.size() < 1024 * 1024 - 100) body += unit;
    server.handle(to_origin("POST", sync_destinations, body));
    Page page(server);
    page.click(called("request-1"));
    page.wait_until("return document.querySelector('#request-text').textContent.length > 1000000");
    page.run("document.querySelector('#request-text .body').scrollTop = 100000");
    page.wait_until("return document.querySelector('#request-text .body').scrollTop > 0");
  }
}

TEST_CASE("a page that runs code of others is forbidden to") {
  MockServer server;
  Page page(server);
  page.run(
      "const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
      "document.body.append(script);"
      "const image = document.createElement('div'); "
      "image.innerHTML = '<img src=x onerror=\"window.ran = 1\">';"
      "document.body.append(image);"
      "return fetch('http://localhost:' + location.port + '/').catch(() => 0)");
  page.wait_until("return document.querySelector('img').complete");
  CHECK(page.run("return window.ran === undefined") == true);
  CHECK(page.errors().size() >= 2);
}

TEST_CASE("with a control token the page asks for it, and keeps it in its tab alone") {
  ServerOptions options;
  options.control_token = "the-token";
  MockServer server(options);
  create(server);
  Page page(server, Connection::locked);
  page.wait_for("#token-dialog");
  page.press(keys::escape);
  page.wait_for("#token-dialog");
  page.type("#token", "żeton");  // no header can carry it
  page.click("#token-use");
  CHECK(page.run("return document.getElementById('token').validity.patternMismatch") == true);
  page.type("#token", "wrong");
  page.click("#token-use");
  page.wait_for_text("#token-note", "does not accept");
  page.type("#token", "the-token");
  page.click("#token-use");
  page.wait_for(Connection::live);
  page.wait_for(called("destination-origin/24"));
  page.wait_for_no("#token-dialog");
  page.click(scenario("broken_json"));
  REQUIRE(server.within(patience).wait_until([&] { return !server.world().faults().empty(); }));
  page.errors();  // the browser tells of the answers 401
  page.open(server);
  page.wait_for(Connection::live);
  CHECK(page.run("return localStorage.length") == 0);
  CHECK(page.run("return document.cookie.length") == 0);
  CHECK_THAT(page.url(), !Contains("token"));
}

TEST_CASE("with a read-only control API the page hides every change") {
  ServerOptions options;
  options.read_only_control = true;
  MockServer server(options);
  Page page(server);
  page.wait_for("#map-empty");
  CHECK_THAT(page.text("#map-empty p"), !Contains(","));
  create(server);
  page.wait_for("#read-only");
  page.wait_for(called("request-1"));
  for (const std::string change : {"#reset", "#new-destination", "#new-rule"}) {
    INFO(change);
    CHECK_FALSE(page.shows(change));
  }
  CHECK_FALSE(page.shows(called("sync-origin/24")));
  CHECK_FALSE(page.shows(called("edit-origin/9981")));
  CHECK(page.run("return [...document.querySelectorAll('#scenarios input')].every("
                 "(each) => each.disabled || !each.checkVisibility())") == true);
  page.click(called("request-1"));
  page.wait_for("#request");
  CHECK_FALSE(page.shows("#fault-from-request"));
  CHECK(page.shows("#copy-curl"));
}
