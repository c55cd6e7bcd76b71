#include "http/message.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

using Catch::Matchers::Contains;

namespace {

constexpr std::string_view date = "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

/// The bytes of an answer, without its line Date, which every one has.
std::string written(const Response& response, std::string_view method = "GET",
                    bool keep_alive = true) {
  auto bytes = serialise(response, {method, keep_alive, VirtualClock::default_start});
  const auto line = bytes.find(date);
  REQUIRE(line != bytes.npos);
  return bytes.erase(line, date.size());
}

}  // namespace

TEST_CASE("the bytes of a response are its status, its header lines, its length and its body") {
  CHECK(written({.status = 201, .headers = {{"Content-Type", "application/json"}}, .body = "{}"}) ==
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
}

TEST_CASE("the end of a connection is announced") {
  CHECK(written({}, "GET", false) ==
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST_CASE("the response to HEAD has the length of the body, but not the body") {
  CHECK(written({.status = 200, .headers = {}, .body = "four"}, "HEAD") ==
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
}

TEST_CASE("204 and 304 have no body and no length") {
  CHECK(written({.status = 204, .headers = {}, .body = "x"}) == "HTTP/1.1 204 No Content\r\n\r\n");
  CHECK(written({.status = 304, .headers = {}, .body = "x"}) ==
        "HTTP/1.1 304 Not Modified\r\n\r\n");
}

TEST_CASE("several header lines of one name are all written, also with an empty value") {
  const auto answer = written({.headers = {{"A", "1"}, {"A", "2"}, {"B", ""}}});
  CHECK_THAT(answer, Contains("A: 1\r\nA: 2\r\n") && Contains("B: \r\n"));
}

TEST_CASE("no header line can add another line, or end the head") {
  const auto answer = written(
      {.headers = {{"A", "1\r\nSet-Cookie: x"}, {"B\r\nC", "2"}, {"", "3"}, {"D", "\n\n"}}});
  CHECK(answer == "HTTP/1.1 200 OK\r\nA: 1  Set-Cookie: x\r\nD: \r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("a header value is written without control characters, and without blanks around it") {
  const auto answer = written({.headers = {{"A", " \x01 a\tb \x7f"}, {"B", "é"}}});
  CHECK_THAT(answer, Contains("\r\nA: a b\r\n") && Contains("\r\nB: é\r\n"));
}

TEST_CASE("a response cannot set the header lines that say how long its body is") {
  const auto answer = written({.headers = {{"content-length", "7"},
                                           {"Transfer-Encoding", "chunked"},
                                           {"Connection", "keep-alive"}},
                               .body = "x"});
  CHECK(answer == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
}

TEST_CASE("a body with percent signs and NULs is written unchanged, of any size") {
  const std::string body("%s%n\0x", 6);
  CHECK(written({.body = body}).substr(written({.body = body}).size() - 6) == body);
  const std::string large(3 * 1024 * 1024, '%');
  CHECK(written({.body = large}).size() > large.size());
}

TEST_CASE("a response has one Date: that of the machine's clock, or its own") {
  const auto before = http_date(wall_clock());
  const auto bytes = serialise({.status = 200});
  CHECK((Contains("Date: " + before).match(bytes) ||
         Contains("Date: " + http_date(wall_clock())).match(bytes)));
  const auto own = serialise({.headers = {{"date", "yesterday"}}});
  CHECK_THAT(own, Contains("date: yesterday\r\n") && !Contains("Date: "));
}

TEST_CASE("a complete response is read as it was written") {
  const Response sent{.status = 404, .headers = {{"Content-Type", "text/plain"}}, .body = "no"};
  const auto read = parse_response(serialise(sent), Ending::closed);
  CHECK(read.status == 404);
  CHECK(read.headers.find("Content-Type") == "text/plain");
  CHECK(read.body == "no");
  CHECK(read.ending == Ending::complete);
}

TEST_CASE("a response that was cut is not complete, and the part that arrived is kept") {
  const std::string body = "0123456789";
  const auto bytes = serialise({.status = 200, .headers = {}, .body = body});
  const auto head = bytes.size() - body.size();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    INFO(length);
    const auto read = parse_response(std::string_view(bytes).substr(0, length), Ending::reset);
    CHECK(read.status == 0);
    CHECK(read.body == (length < head ? bytes.substr(0, length) : body.substr(0, length - head)));
    CHECK(read.ending == Ending::reset);
  }
}

TEST_CASE("of a response that was cut, each whole line and the beginning of the body is read") {
  const std::string bytes = "HTTP/1.1 201 Created\r\nA: 1\r\nB: 2\r\n\r\nbody";
  const auto body_begin = bytes.size() - 4;
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    INFO(length);
    const auto part = parse_part(std::string_view(bytes).substr(0, length));
    CHECK(part.status == (length < 22 ? 0 : 201));
    CHECK(part.headers.find("A").has_value() == (length >= 28));
    CHECK(part.headers.find("B").has_value() == (length >= 34));
    CHECK(part.body == (length < body_begin ? "" : bytes.substr(body_begin, length - body_begin)));
  }
  const auto noise = parse_part("\x81\r\nA: 1\r\n\r\nbody");
  CHECK(noise.status == 0);
  CHECK(noise.headers.empty());
  CHECK(noise.body.empty());
}

TEST_CASE("the lines that only sending adds are removed, but not a length that is wrong") {
  auto read =
      parse_part(serialise({.headers = {{"A", "1"}}, .body = "four"}, {.keep_alive = false}));
  CHECK(read.headers.size() == 4);
  auto shorter = read;
  remove_lines_of_sending(read);
  CHECK(read.headers == Headers{{"A", "1"}});
  shorter.body = "fou";
  remove_lines_of_sending(shorter);
  CHECK(shorter.headers == Headers{{"A", "1"}, {"Content-Length", "4"}});
}

TEST_CASE("bytes that are no response, or have another length than announced, have no status") {
  for (const char* bytes : {"HTTP/2 200 OK\r\n\r\n", "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxx",
                            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nxx"})
    CHECK(parse_response(bytes, Ending::closed).status == 0);
  CHECK(parse_response("HTTP/1.1 200 OK\r\n\r\nto the end", Ending::closed).status == 200);
}

TEST_CASE("a response without a body is complete at the end of its head") {
  const auto head = serialise({.status = 200, .headers = {}, .body = "four"}, {.method = "HEAD"});
  CHECK(parse_response(head, Ending::closed, "HEAD").status == 200);
  CHECK(parse_response(head, Ending::closed, "GET").status == 0);
  CHECK(parse_response(serialise({.status = 204}), Ending::closed).status == 204);
}

TEST_CASE("Retry-After is read in seconds and as a date") {
  const Time now{std::chrono::seconds{784'111'777}};
  const auto read = [&](const std::string& value) {
    return retry_after({{"Retry-After", value}}, now);
  };
  CHECK(read("3") == Milliseconds{3000});
  CHECK(read("0") == Milliseconds{0});
  CHECK(read("Sun, 06 Nov 1994 08:49:47 GMT") == Milliseconds{10'000});
  CHECK(read("Sun, 06 Nov 1994 08:49:00 GMT") == Milliseconds{0});
  for (const char* unreadable : {"", "soon", "-1", "1.5"}) CHECK_FALSE(read(unreadable));
  CHECK_FALSE(retry_after({}, now));
}
