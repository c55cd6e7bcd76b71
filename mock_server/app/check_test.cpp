#include "app/commands.hpp"
#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

#include <sstream>

namespace tines_mock::app {
namespace {

const std::string fixtures = TINES_MOCK_FIXTURES;

}  // namespace

TEST_CASE("check finds out the kind of a file from its content") {
  std::ostringstream out, err;
  const Check files{{fixtures + "/worlds/same_tenant.json", fixtures + "/assumptions.json",
                     fixtures + "/demo/scenes.json"}};
  CHECK(check(files, out, err) == 0);
  CHECK(out.str() == files.files[0] + ": ok (world)\n" + files.files[1] + ": ok (assumptions)\n" +
                         files.files[2] + ": ok (demo)\n");
  CHECK(err.str().empty());
}

TEST_CASE("check reports every mistake in a file and goes on to the next file") {
  const TemporaryFile bad(R"({"tenants": [{"name": "a", "url": 7, "colour": "blue"}]})");
  std::ostringstream out, err;
  CHECK(check({{bad.path(), fixtures + "/worlds/empty.json"}}, out, err) == 2);
  CHECK(out.str() == fixtures + "/worlds/empty.json: ok (world)\n");
  CHECK(err.str().find(bad.path() + ": /tenants/0/url: expected a string, found 7\n") !=
        std::string::npos);
  CHECK(err.str().find("/tenants/0/colour") != std::string::npos);
}

TEST_CASE("check says which kinds there are when a file has none of them") {
  const TemporaryFile other("[1]");
  std::ostringstream out, err;
  CHECK(check({{other.path()}}, out, err) == 2);
  CHECK(err.str().find("\"tenants\" (a world)") != std::string::npos);
}

}  // namespace tines_mock::app
