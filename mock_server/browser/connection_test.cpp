#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include <unistd.h>

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;

namespace {

/// What the browser's processes have used of the processor so far.
double processor_seconds(pid_t group) {
  double ticks = 0;
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    if (!is_digit(process.path().filename().string()[0])) continue;
    std::ifstream file(process.path() / "stat");
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    std::istringstream fields(all.substr(std::min(all.size(), all.rfind(')') + 2)));
    std::string skipped;
    long process_group = 0;
    long user = 0;
    long system = 0;
    fields >> skipped >> skipped >> process_group;
    for (int i = 0; i < 8; ++i) fields >> skipped;
    fields >> user >> system;
    if (process_group == group) ticks += static_cast<double>(user + system);
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace

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

TEST_CASE("a server that takes a connection and answers nothing is gone, too") {
  MockServer server;
  Page page(server);
  page.run(
      "const real = AbortSignal.timeout; AbortSignal.timeout = (ms) => real.call(AbortSignal, ms / "
      "10);");
  page.devtools("Network.enable", nlohmann::json::object());
  const auto answers_after = [&](int ms) {
    page.devtools("Network.emulateNetworkConditions", {{"offline", false},
                                                       {"latency", ms},
                                                       {"downloadThroughput", -1},
                                                       {"uploadThroughput", -1}});
  };
  answers_after(600'000);
  server.handle(list());
  page.wait_for(Connection::gone);
  answers_after(0);
  page.wait_for(Connection::live);
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

// Not run by ctest: it takes its time, and what else the machine does is in it.
TEST_CASE("measure: a page that nobody uses costs less than 1 % of a core", "[.]") {
  MockServer server;
  create(server);
  Page page(server);
  page.wait_for(called("request-1"));
  const auto group = Session::shared().process();
  page.run("return new Promise((done) => setTimeout(done, 5000))");  // until it has come to rest
  const auto before = processor_seconds(group);
  page.run("return new Promise((done) => setTimeout(done, 20000))");
  const auto used = processor_seconds(group) - before;
  WARN("the page, and all of its browser: " << used / 0.2 << " % of a core");
  CHECK(used < 0.2);
}
