#include "control/guard.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using control::Access;
using control::check_access;

namespace {

Request get(Headers headers = {}) {
  return {.target = "/__admin/health", .headers = std::move(headers)};
}

Request change(std::string method, Headers headers, std::string body = "") {
  return {.method = std::move(method), .headers = std::move(headers), .body = std::move(body)};
}

int status_of(const Request& request, const std::optional<std::string>& token = std::nullopt,
              Access access = Access::read) {
  const auto allowed = check_access(request, access, {.token = token});
  return allowed ? 200 : allowed.error().status;
}

}  // namespace

TEST_CASE("without a token only clients on this machine are served") {
  auto request = get();
  for (const char* address : {"127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"}) {
    request.remote_address = address;
    CHECK(status_of(request) == 200);
  }
  for (const char* address : {"10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1", "1270.0.0.1"}) {
    request.remote_address = address;
    CHECK(status_of(request) == 403);
  }
}

TEST_CASE(
    "a Host that does not name this machine is rejected: it may be a page with a rebound name") {
  CHECK(status_of(get({{"Host", "localhost:8080"}})) == 200);
  CHECK(status_of(get({{"Host", "127.0.0.1"}})) == 200);
  CHECK(status_of(get({{"Host", "[::1]:8080"}})) == 200);
  CHECK(status_of(get({{"Host", "evil.example.com:8080"}})) == 403);
  CHECK(status_of(get({{"Host", "127.evil.example.com"}})) == 403);
  CHECK(status_of(get({{"Host", "LOCALHOST"}})) == 200);
  CHECK(status_of(get({{"Host", "localhost.:8080"}})) == 200);
  CHECK(status_of(get({{"Host", "localhost:80@evil.example.com"}})) == 403);
  CHECK(status_of(get({{"Host", "localhost"}, {"host", "evil.example.com"}})) == 403);
  CHECK(status_of(get({{"Host", ""}})) == 403);
}

TEST_CASE("with a token the request must have it, from whichever machine") {
  auto request = get({{"Host", "mock.example.com"}, {"Authorization", "Bearer t0ken"}});
  request.remote_address = "10.0.0.1";
  CHECK(status_of(request, "t0ken") == 200);
  CHECK(status_of(get({{"X-Control-Token", "t0ken"}}), "t0ken") == 200);
  for (const char* wrong : {"", "t0ke", "t0kent0ken", "T0ken"})
    CHECK(status_of(get({{"X-Control-Token", wrong}}), "t0ken") == 401);
  CHECK(status_of(get(), "t0ken") == 401);
  const auto rejected = check_access(get(), Access::read, {.token = "t0ken"});
  CHECK(rejected.error().headers.find("WWW-Authenticate") == "Bearer");
}

TEST_CASE("the page's own files need no token, but no page of another origin gets them") {
  CHECK(status_of(get(), "t0ken", Access::page) == 200);
  CHECK(status_of(get({{"Host", "localhost"}, {"Origin", "http://evil.example.com"}}), "t0ken",
                  Access::page) == 403);
  CHECK(status_of(get({{"Host", "evil.example.com"}}), std::nullopt, Access::page) == 403);
}

TEST_CASE("with a read-only control API only what changes something is rejected") {
  const control::Settings read_only{.read_only = true};
  CHECK(check_access(get(), Access::read, read_only));
  CHECK(check_access(get(), Access::page, read_only));
  CHECK(check_access(change("POST", {{"Content-Type", "application/json"}}, "{}"), Access::change,
                     read_only)
            .error()
            .status == 403);
}

TEST_CASE("equal_in_constant_time compares texts") {
  CHECK(control::equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(control::equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(control::equal_in_constant_time("abc", "abcabc"));
  CHECK_FALSE(control::equal_in_constant_time("", "a"));
  CHECK(control::equal_in_constant_time("", ""));
}

TEST_CASE("a page of another origin is rejected, a page of our own is not") {
  CHECK(status_of(get({{"Host", "localhost:80"}, {"Origin", "http://localhost:80"}})) == 200);
  CHECK(status_of(get({{"Host", "localhost:80"}, {"Origin", "http://localhost:81"}})) == 403);
  CHECK(status_of(get({{"Host", "localhost:80"}, {"Origin", "null"}})) == 403);
}

TEST_CASE("a request that changes anything must be JSON, except PUT and DELETE without a body") {
  const Headers json{{"Content-Type", "application/json; charset=utf-8"}};
  const Headers form{{"Content-Type", "text/plain"}};
  CHECK(status_of(change("POST", json)) == 200);
  CHECK(status_of(change("POST", {{"Content-Type", "application/json ; x=y"}})) == 200);
  CHECK(status_of(change("POST", form)) == 415);
  CHECK(status_of(change("POST", {})) == 200);
  CHECK(status_of(change("POST", {}, "{}")) == 415);
  CHECK(status_of(change("PUT", {})) == 200);
  CHECK(status_of(change("DELETE", {})) == 200);
  CHECK(status_of(change("DELETE", form, "{}")) == 415);
  CHECK(status_of(change("PUT", json, "{}")) == 200);
}
