#include "wire/head.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;

namespace {

const WireLimits small{.request_line_bytes = 40, .header_bytes = 60, .headers = 3};

struct Scanned {
  Result<std::optional<std::size_t>, Rejection> end;
  std::size_t bytes;  ///< that were scanned before the end or the rejection was found
};

/// Scans the bytes as if each arrived alone.
Scanned scan(std::string_view bytes) {
  HeadScanner scanner(small);
  for (std::size_t count = 1; count <= bytes.size(); ++count) {
    auto end = scanner.find_end(bytes.substr(0, count));
    if (!end || *end) return {end, count};
  }
  return {std::optional<std::size_t>(), bytes.size()};
}

/// 0: not rejected.
int status_of_scanning(std::string_view bytes) {
  const auto end = scan(bytes).end;
  return end ? 0 : end.error().status;
}

/// 0: not rejected.
int status_of_parsing(std::string_view bytes) {
  const auto head = parse_head(bytes);
  return head ? 0 : head.error().status;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

}  // namespace

TEST_CASE("a head ends with its empty line, whatever bytes follow") {
  const std::string head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
  const auto scanned = scan(head + "GET / HTTP/1.1\r\n\r\n");
  REQUIRE(scanned.end);
  CHECK(*scanned.end == head.size());
  CHECK(scanned.bytes == head.size());
}

TEST_CASE("the size of a head does not depend on the pieces in which it arrives") {
  const std::string head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
  for (std::size_t first = 0; first < head.size(); ++first) {
    HeadScanner scanner(small);
    const auto end_in_first = scanner.find_end(std::string_view(head).substr(0, first));
    REQUIRE(end_in_first);
    CHECK_FALSE(*end_in_first);
    const auto end = scanner.find_end(head);
    REQUIRE(end);
    CHECK(*end == head.size());
  }
}

TEST_CASE("a request line is rejected at the first byte over the limit") {
  const auto scanned = scan("GET /" + std::string(1000, 'a'));
  REQUIRE_FALSE(scanned.end);
  CHECK(scanned.end.error().status == 414);
  CHECK(scanned.bytes == small.request_line_bytes + 1);
}

TEST_CASE("header lines are rejected at the first byte over the limit, in one line or in several") {
  const std::string line = "GET / HTTP/1.1\r\n";
  const auto scanned = scan(line + "A: " + std::string(1000, 'a'));
  REQUIRE_FALSE(scanned.end);
  CHECK(scanned.end.error().status == 431);
  CHECK(scanned.bytes == line.size() + small.header_bytes + 1);
  CHECK(status_of_scanning(line + repeated("A: " + std::string(30, 'a') + "\r\n", 2)) == 431);
}

TEST_CASE("as many headers as the limit allows are accepted, one more is rejected") {
  const std::string line = "GET / HTTP/1.1\r\n";
  CHECK(status_of_scanning(line + repeated("A: b\r\n", 3) + "\r\n") == 0);
  CHECK(status_of_scanning(line + repeated("A: b\r\n", 4) + "\r\n") == 431);
}

TEST_CASE("a line must end with CR LF") {
  CHECK(status_of_scanning("GET / HTTP/1.1\n") == 400);
  CHECK(status_of_scanning("GET / HTTP/1.1\r\nA: b\n") == 400);
}

TEST_CASE("a head is parsed without decoding, with its headers in order") {
  const auto head = parse_head(
      "POST /a%20b?c=%41&d=e?f HTTP/1.0\r\n"
      "Authorization: Bearer %41%42\r\n"
      "X-Empty:\r\n"
      "accept: \t a, b \t\r\n"
      "REMOTE_ADDR: 10.0.0.1\r\n\r\n");
  REQUIRE(head);
  CHECK(head->request.method == "POST");
  CHECK(head->request.target == "/a%20b?c=%41&d=e?f");
  CHECK(head->minor_version == 0);
  CHECK(head->request.headers == Headers{{"Authorization", "Bearer %41%42"},
                                         {"X-Empty", ""},
                                         {"accept", "a, b"},
                                         {"REMOTE_ADDR", "10.0.0.1"}});
}

TEST_CASE("a target with scheme and host, as sent to a proxy, becomes a path and a Host header") {
  const auto target = [](const std::string& sent) {
    return parse_head("GET " + sent + " HTTP/1.1\r\nHost: a\r\n\r\n")->request;
  };
  CHECK(target("http://b:1/c?d").target == "/c?d");
  CHECK(target("http://b:1/c?d").headers == Headers{{"Host", "b:1"}});
  CHECK(target("http://b").target == "/");
  CHECK(target("http://b?c").target == "/?c");
  CHECK(target("/?u=http://b/c").target == "/?u=http://b/c");
  CHECK(target("*").target == "*");
}

TEST_CASE("every method that is a token is accepted") {
  CHECK(parse_head("BREW / HTTP/1.1\r\nHost: a\r\n\r\n")->request.method == "BREW");
  CHECK(status_of_parsing("B(EW / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
}

TEST_CASE("a malformed request line is rejected") {
  for (const auto* line : {"", " ", "GET", "GET /", "GET / HTTP/1.1 ", "GET  / HTTP/1.1 x",
                           "GET / HTTP/2.0", "GET / http/1.1", "GET /\x01 HTTP/1.1",
                           "GET /a b HTTP/1.1", "\x16\x03\x01 / HTTP/1.1", "{}"}) {
    INFO(line);
    CHECK(status_of_parsing(line + std::string("\r\n\r\n")) == 400);
  }
}

TEST_CASE("a malformed header line is rejected") {
  using namespace std::string_literals;
  for (const auto& line : {"A"s, "A : b"s, ": b"s, " A: b"s, "A\x01: b"s, "A: b\0c"s, "A: b\rc"s}) {
    INFO(line);
    CHECK(status_of_parsing("GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n") == 400);
  }
}

TEST_CASE("HTTP/1.1 needs one Host line, of a host and optionally a port; HTTP/1.0 needs none") {
  const auto status = [](const std::string& target, const std::string& lines, char version = '1') {
    return status_of_parsing("GET " + target + " HTTP/1." + version + "\r\n" + lines + "\r\n");
  };
  CHECK(status("/", "") == 400);
  CHECK(status("/", "", '0') == 0);
  CHECK(status("http://b/", "") == 400);
  CHECK(status("/", "Host: a:80\r\n") == 0);
  CHECK(status("/", "Host:\r\n") == 0);
  CHECK(status("/", "Host: a\r\nhost: a\r\n") == 400);
  CHECK(status("/", "Host: a\r\nHost: b\r\n", '0') == 400);
  CHECK(status("http://b/", "Host: a\r\nHost: b\r\n") == 400);
  CHECK(status("/", "Host: localhost:80@evil.com\r\n") == 400);
  CHECK(status("http://localhost:80@evil.com/", "Host: a\r\n") == 400);
  CHECK(status("/", "Host: a b\r\n") == 400);
}

TEST_CASE("two different Authorization lines are rejected, two equal ones are not") {
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n";
  CHECK(status_of_parsing(request + "authorization: Bearer b\r\n\r\n") == 400);
  CHECK(status_of_parsing(request + "authorization: Bearer a\r\n\r\n") == 0);
}

TEST_CASE("bytes outside ASCII are kept as they are") {
  const auto head = parse_head("GET /\xc3\xa4 HTTP/1.0\r\nA: \xc3\xa4\xff\r\n\r\n");
  REQUIRE(head);
  CHECK(head->request.target == "/\xc3\xa4");
  CHECK(head->request.headers == Headers{{"A", "\xc3\xa4\xff"}});
}

TEST_CASE("a connection stays open unless the version or the client says otherwise") {
  const auto stays_open = [](const std::string& line, char version = '1') {
    return keeps_alive(
        *parse_head("GET / HTTP/1." + std::string(1, version) + "\r\nHost: a\r\n" + line + "\r\n"));
  };
  CHECK(stays_open(""));
  CHECK(stays_open("Connection: keep-alive\r\n"));
  CHECK_FALSE(stays_open("Connection: close\r\n"));
  CHECK_FALSE(stays_open("connection: Close\r\n"));
  CHECK_FALSE(stays_open("Connection: TE , CLOSE\r\n"));
  CHECK_FALSE(stays_open("Connection: foo,\tclose\t\r\n"));
  CHECK_FALSE(stays_open("", '0'));
}
