#include "domain/mock_urls.hpp"

#include "domain/testing/stage.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::domain;
using namespace tines_mock::domain::testing;

namespace {

const MockOrigins mock{.of_request = "https://mock.example:8443",
                       .of_server = "http://127.0.0.1:8080"};

/// The name of the tenant that a URL names, "" when it names none.
std::string tenant_at(const Stage& stage, const char* url) {
  const auto* found = stage.world.find_tenant_by_url(parse_base_url(url).value(), mock);
  return found ? found->name() : "";
}

}  // namespace

TEST_CASE("a tenant is named by its declared URL, in any spelling") {
  const Stage stage;
  CHECK(tenant_at(stage, "https://dest.example") == "dest");
  CHECK(tenant_at(stage, "HTTPS://Dest.example:443/") == "dest");
  CHECK(tenant_at(stage, "http://dest.example") == "");
}

TEST_CASE("a tenant of the default world is named by each of its URLs in the mock") {
  const Stage stage({.mock_paths = {"", "/w/default"}});
  for (const char* url :
       {"http://127.0.0.1:8080/t/dest", "http://localhost:8080/t/dest/", "http://[::1]:8080/t/dest",
        "https://mock.example:8443//t/%64est", "http://127.0.0.1:8080/w/default/t/dest"}) {
    INFO(url);
    CHECK(tenant_at(stage, url) == "dest");
  }
  for (const char* url :
       {"http://127.0.0.1:8080", "http://127.0.0.1:8080/w/default", "http://localhost:8080/"}) {
    INFO(url);
    CHECK(tenant_at(stage, url) == "origin");
  }
}

TEST_CASE("a tenant of another world is named by a path that names the world") {
  const Stage stage({.mock_paths = {"/w/other"}});
  CHECK(tenant_at(stage, "http://127.0.0.1:8080/w/other/t/dest") == "dest");
  CHECK(tenant_at(stage, "http://127.0.0.1:8080/w/other") == "origin");
  CHECK(tenant_at(stage, "http://127.0.0.1:8080/t/dest") == "");
  CHECK(tenant_at(stage, "http://127.0.0.1:8080") == "");
}

TEST_CASE("a URL with another origin, or with more in its path, names no tenant of the mock") {
  const Stage stage({.mock_paths = {"", "/w/default"}});
  for (const char* url : {"http://127.0.0.1:8081/t/dest", "https://127.0.0.1:8080/t/dest",
                          "http://127.0.0.1/t/dest", "https://mock.example/t/dest",
                          "http://mock.example:8443/t/dest", "http://127.0.0.1:8080/t/dest/api",
                          "http://127.0.0.1:8080/t/gone", "http://127.0.0.1:8080/w/other/t/dest"}) {
    INFO(url);
    CHECK(tenant_at(stage, url) == "");
  }
}
