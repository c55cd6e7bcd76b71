#include "browser/testing/page.hpp"
#include "end_to_end/testing/ask.hpp"

#include <fstream>

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;

TEST_CASE("try", "[.]") {
  MockServer server;
  Page page(server);
  server.inject_scenario("lost_response_after_create");
  ask(server, documented_create());
  ask(server, list());
  page.wait_for(called("request-2"));
  page.click(called("request-1"));
  std::ofstream("/tmp/wdtest/wide.png") << page.screenshot();
  page.prefer(Colors::dark);
  std::ofstream("/tmp/wdtest/dark.png") << page.screenshot();
  page.resize(390, 844);
  std::ofstream("/tmp/wdtest/narrow.png") << page.screenshot();
}
