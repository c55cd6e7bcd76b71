#include "wire/head.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;

namespace {

const WireLimits small{.request_line_bytes = 40, .header_bytes = 60, .headers = 3};

/// What is found when the bytes come one by one, and after how many.
std::pair<HeadMeasure::Found, std::size_t> measure(std::string_view bytes) {
  HeadMeasure head(small);
  for (std::size_t count = 1; count <= bytes.size(); ++count) {
    auto found = head.look_at(bytes.substr(0, count));
    if (!std::holds_alternative<HeadMeasure::Incomplete>(found)) return {found, count};
  }
  return {HeadMeasure::Incomplete{}, bytes.size()};
}

int status_of_refusal(std::string_view bytes) {
  const auto found = measure(bytes).first;
  const auto* refusal = std::get_if<Refusal>(&found);
  return refusal ? refusal->status : 0;
}

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

TEST_CASE("a head ends with its empty line, whatever follows") {
  const std::string head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
  const auto [found, seen] = measure(head + "GET / HTTP/1.1\r\n\r\n");
  REQUIRE(std::holds_alternative<std::size_t>(found));
  CHECK(std::get<std::size_t>(found) == head.size());
  CHECK(seen == head.size());
}

TEST_CASE("the size of a head does not depend on the pieces in which it comes") {
  const std::string head = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
  for (std::size_t first = 0; first < head.size(); ++first) {
    HeadMeasure measured(small);
    CHECK(std::holds_alternative<HeadMeasure::Incomplete>(
        measured.look_at(std::string_view(head).substr(0, first))));
    CHECK(std::get<std::size_t>(measured.look_at(head)) == head.size());
  }
}

TEST_CASE("a request line is refused at its first byte too many, and no later") {
  const auto [found, seen] = measure("GET /" + std::string(1000, 'a'));
  REQUIRE(std::holds_alternative<Refusal>(found));
  CHECK(std::get<Refusal>(found).status == 414);
  CHECK(seen == small.request_line_bytes + 1);
}

TEST_CASE("header lines are refused at their first byte too many, in one line or in several") {
  const std::string line = "GET / HTTP/1.1\r\n";
  const auto [found, seen] = measure(line + "A: " + std::string(1000, 'a'));
  REQUIRE(std::holds_alternative<Refusal>(found));
  CHECK(std::get<Refusal>(found).status == 431);
  CHECK(seen == line.size() + small.header_bytes + 1);
  CHECK(status_of_refusal(line + repeated("A: " + std::string(30, 'a') + "\r\n", 2)) == 431);
}

TEST_CASE("as many headers as the limit says are taken, one more is not") {
  const std::string line = "GET / HTTP/1.1\r\n";
  CHECK(status_of_refusal(line + repeated("A: b\r\n", 3) + "\r\n") == 0);
  CHECK(status_of_refusal(line + repeated("A: b\r\n", 4) + "\r\n") == 431);
}

TEST_CASE("a line must end with CR LF") {
  CHECK(status_of_refusal("GET / HTTP/1.1\n") == 400);
  CHECK(status_of_refusal("GET / HTTP/1.1\r\nA: b\n") == 400);
}

TEST_CASE("a head is parsed into what came, undecoded and in order") {
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

TEST_CASE("a target with scheme and host, as for a proxy, is the same as one without") {
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

TEST_CASE("any method is taken that is a word") {
  CHECK(parse_head("BREW / HTTP/1.1\r\nHost: a\r\n\r\n")->request.method == "BREW");
  CHECK(status_of_parsing("B(EW / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
}

TEST_CASE("what is no request line is refused") {
  for (const auto* line : {"", " ", "GET", "GET /", "GET / HTTP/1.1 ", "GET  / HTTP/1.1 x",
                           "GET / HTTP/2.0", "GET / http/1.1", "GET /\x01 HTTP/1.1",
                           "GET /a b HTTP/1.1", "\x16\x03\x01 / HTTP/1.1", "{}"}) {
    INFO(line);
    CHECK(status_of_parsing(line + std::string("\r\n\r\n")) == 400);
  }
}

TEST_CASE("what is no header line is refused") {
  using namespace std::string_literals;
  for (const auto& line : {"A"s, "A : b"s, ": b"s, " A: b"s, "A\x01: b"s, "A: b\0c"s, "A: b\rc"s}) {
    INFO(line);
    CHECK(status_of_parsing("GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n") == 400);
  }
}

TEST_CASE("HTTP/1.1 needs one Host line of a host and perhaps a port, HTTP/1.0 none") {
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

TEST_CASE("who sends a request must not depend on which Authorization line is believed") {
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n";
  CHECK(status_of_parsing(request + "authorization: Bearer b\r\n\r\n") == 400);
  CHECK(status_of_parsing(request + "authorization: Bearer a\r\n\r\n") == 0);
}

TEST_CASE("bytes that are no ASCII are kept as they are") {
  const auto head = parse_head("GET /\xc3\xa4 HTTP/1.0\r\nA: \xc3\xa4\xff\r\n\r\n");
  REQUIRE(head);
  CHECK(head->request.target == "/\xc3\xa4");
  CHECK(head->request.headers == Headers{{"A", "\xc3\xa4\xff"}});
}
