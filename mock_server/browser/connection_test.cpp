#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

#include <memory>

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

TEST_CASE("a server that is gone is said quietly, and the page comes back with the server") {
  auto server = std::make_unique<MockServer>();
  create(*server);
  Page page(*server);
  page.wait_for(called("request-1"));
  ServerOptions same;
  same.port = server->port();
  server.reset();
  page.wait_for("#banner");
  page.wait_for(Connection::gone);
  CHECK(page.shows(called("request-1")));  // what was known stays

  server = std::make_unique<MockServer>(same);
  page.wait_for(Connection::live);
  page.wait_for_no("#banner");
  page.wait_for("#requests-empty");
  create(*server);
  page.wait_for(called("destination-origin/24"));
  page.errors();  // the browser tells of each connection that was refused
}

TEST_CASE("a page that nobody uses asks nothing more than once a second") {
  MockServer server;
  Page page(server);
  page.wait_until("return document.querySelector('#scenarios li')");
  page.run("performance.clearResourceTimings(); window.since = performance.now()");
  page.wait_until("return performance.now() - window.since > 5000");
  CHECK(page.run("return performance.getEntriesByType('resource').length") <= 5);
}

TEST_CASE("a busy world costs the page one round a second") {
  MockServer server;
  Page page(server);
  page.run("performance.clearResourceTimings(); window.since = performance.now()");
  const auto rounds =
      "return performance.getEntriesByType('resource')"
      ".filter((each) => each.name.includes('/changes')).length";
  while (page.run("return performance.now() - window.since < 4000") == true)
    for (int i = 0; i < 20; ++i) server.handle(list());
  CHECK(page.run(rounds) <= 5);
  CHECK(page.run("return document.querySelectorAll('#requests tr').length") > 0);
}
