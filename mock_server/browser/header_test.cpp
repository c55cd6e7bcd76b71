#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;

TEST_CASE("the page shows the world that is chosen, and that alone") {
  MockServer server;
  auto other = server.add_world("other", sample_world());
  create(server);
  Page page(server);
  page.wait_for(called("destination-origin/24"));
  page.choose("#world", "other");
  page.wait_for("#map-empty");
  page.click(scenario("broken_json"));
  REQUIRE(other.within(patience).wait_until([&] { return !other.faults().empty(); }));
  CHECK(server.world().faults().empty());
  page.wait_until("return location.search.includes('world=other')");
  page.open(page.url());
  page.wait_for("#map-empty");
}

TEST_CASE("a world that is dropped is said, and left only by a choice") {
  MockServer server;
  server.add_world("other", sample_world());
  Page page(server, "?world=other");
  CHECK(page.run("return document.getElementById('world').value") == "other");
  server.drop_world("other");
  page.wait_for_text("#banner", "other");
  CHECK(page.run("return document.getElementById('world').value") == "other");
  page.choose("#world", "default");
  page.wait_for(Connection::live);
  page.errors();  // the browser tells of the answers 404
}

TEST_CASE("an address that names what is not there is not kept") {
  MockServer server;
  create(server);
  Page page(server, "?group=none&status=none&show=none&request=99");
  page.wait_for_text("#toasts", "99");
  page.wait_until("return location.search === ''");
  CHECK(page.run("return document.getElementById('map-group').value") == "");
  CHECK(page.shows(called("request-1")));
  page.errors();  // the browser tells of the answer 404
}

TEST_CASE("a virtual clock is moved by the page, a real one is only shown") {
  MockServer server(sample_world(), virtual_time());
  Page page(server);
  const auto before = server.virtual_clock().now();
  page.wait_for_text("#clock", "virtual clock");
  page.click("#plus-second");
  const auto moved_to = [&](Milliseconds time) {
    return server.within(patience).wait_until(
        [&] { return server.virtual_clock().now() == before + time; });
  };
  CHECK(moved_to(Milliseconds(1000)));
  page.click("#plus-minute");
  CHECK(moved_to(Milliseconds(61'000)));

  MockServer real;
  page.open(real);
  page.wait_for_text("#clock", "real clock");
  CHECK_FALSE(page.shows("#plus-second"));
}

TEST_CASE("a world is reset only after a yes") {
  MockServer server;
  create(server);
  server.inject(failing_pushes());
  Page page(server);
  page.click("#reset");
  page.click("#confirm-no");
  CHECK(server.tenant("origin").sync_destinations().size() == 1);
  page.click("#reset");
  page.click("#confirm-yes");
  page.wait_for("#map-empty");
  page.wait_for("#requests-empty");
  CHECK(server.tenant("origin").sync_destinations().empty());
  CHECK(server.world().faults().empty());
}

TEST_CASE("light and dark come from the system until the button says otherwise, which is kept") {
  MockServer server;
  Page page(server);
  const auto is_dark =
      "const [red] = getComputedStyle(document.body).color.match(/\\d+/g);"
      "return red > 128";
  CHECK(page.run(is_dark) == false);
  page.prefer(Colors::dark);
  CHECK(page.run(is_dark) == true);
  page.click("#theme");
  page.wait_until("return !(function () {" + std::string(is_dark) + "})()");
  page.open(server);
  CHECK(page.run(is_dark) == false);
  page.click("#theme");
  page.wait_until(is_dark);
}

TEST_CASE("the keys: / searches, j and k move, Enter opens, Esc closes, ? says so") {
  MockServer server;
  create(server);
  server.handle(list());
  Page page(server);
  page.wait_for(called("request-2"));
  page.press("?");
  page.wait_for("#help-dialog");
  page.press(keys::escape);
  page.wait_for_no("#help-dialog");
  page.click("#help");
  page.click("#help-close");
  page.wait_for_no("#help-dialog");
  page.press("j");
  page.wait_for(called("request-2") + "[data-current]");
  page.press("j");
  page.wait_until("return document.activeElement.dataset.testid === 'request-1'");
  page.press(keys::enter);
  page.wait_for("#request");
  page.press("k");
  page.wait_for_text("#request-title", "2");
  page.press(keys::escape);
  page.wait_for_no("#request");
  page.press("/");
  page.press("j");
  page.press("?");
  page.wait_until("return document.getElementById('request-search').value === 'j?'");
}

TEST_CASE("the page is used with the keyboard alone: Tab reaches each control in order") {
  MockServer server;
  create(server);
  Page page(server);
  page.wait_for(called("request-1"));
  const auto at = [&] { return page.run("return document.activeElement.id").get<std::string>(); };
  page.press(keys::tab);
  CHECK(at() == "world");
  std::vector<std::string> reached;
  for (int i = 0; i < 120 && at() != "request-search"; ++i) {
    reached.push_back(at());
    page.press(keys::tab);
  }
  CHECK(at() == "request-search");
  const auto position = [&](const char* id) { return std::ranges::find(reached, id); };
  CHECK(position("reset") < position("new-destination"));
  CHECK(position("new-destination") < position("map-group"));
  CHECK(position("map-group") < position("new-rule"));
  CHECK(position("new-rule") != reached.end());
}
