#include "http/target.hpp"

#include "http/route_table.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/http.hpp>

using namespace tines_mock;

TEST_CASE("a target has decoded segments and parameters") {
  const auto target = parse_target("/api//v1/a%20b%2fc/?per_page=20&q=x+y%26&flag&=v#part");
  CHECK(target.segments == std::vector<std::string>{"api", "v1", "a b/c"});
  CHECK(target.parameter("per_page") == "20");
  CHECK(target.parameter("q") == "x y&");
  CHECK(target.parameter("flag") == "");
  CHECK_FALSE(target.parameter("page"));
}

TEST_CASE("a target in absolute form is read as its path") {
  CHECK(parse_target("http://proxy.example/api?a=1").segments == std::vector<std::string>{"api"});
  CHECK(parse_target("http://proxy.example").segments.empty());
}

namespace {

struct Entry {
  std::string_view method, pattern;
  int number;
};

}  // namespace

TEST_CASE("a route table tells unknown paths from paths that do not serve the method") {
  const RouteTable<Entry> table{
      {"GET", "/things", 1}, {"DELETE", "/things/batch", 2}, {"DELETE", "/things/{id}", 3}};
  CHECK(table.find("GET", {"things"}).route->number == 1);
  CHECK(table.find("DELETE", {"things", "batch"}).route->number == 2);
  const auto match = table.find("DELETE", {"prefix", "things", "7"}, 1);
  REQUIRE(match.route);
  CHECK(match.route->number == 3);
  CHECK(match.parameters["id"] == "7");
  CHECK(match.parameters["other"].empty());
  CHECK(table.find("POST", {"things"}).path_known());
  CHECK_FALSE(table.find("POST", {"things"}).route);
  CHECK_FALSE(table.find("GET", {"nothing"}).path_known());
}

TEST_CASE("HEAD is served wherever GET is, and a path knows which methods it serves") {
  const RouteTable<Entry> table{
      {"GET", "/things", 1}, {"POST", "/things", 2}, {"DELETE", "/things/{id}", 3}};
  CHECK(table.find("HEAD", {"things"}).route->number == 1);
  CHECK_FALSE(table.find("HEAD", {"things", "7"}).route);
  CHECK(table.find("PUT", {"things"}).allowed == "GET, HEAD, POST");
  CHECK(table.find("GET", {"things", "7"}).allowed == "DELETE");
  const RouteTable<Entry> twice{
      {"GET", "/things/{id}", 1}, {"DELETE", "/things/{id}", 2}, {"DELETE", "/things/batch", 3}};
  CHECK(twice.find("PATCH", {"things", "batch"}).allowed == "GET, HEAD, DELETE");
}

TEST_CASE("a query is a list of names and values in order, including repeated names") {
  CHECK(
      parse_query("a=1&b=%41+c&a=2&&flag&=x&e=f=g", true) ==
      QueryParameters{{"a", "1"}, {"b", "A c"}, {"a", "2"}, {"flag", ""}, {"", "x"}, {"e", "f=g"}});
  CHECK(parse_query("b=%41+c", false) == QueryParameters{{"b", "A+c"}});
  CHECK(parse_query("", true).empty());
}
