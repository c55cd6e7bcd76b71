#include "wire/answer_writer.hpp"

#include "support/catch2.hpp"
#include "wire/testing/answers.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;

using Catch::Matchers::Contains;

namespace {

std::string written(Response response, std::string_view method = "GET", bool keep_alive = true) {
  return sorted(AnswerWriter().write(method, std::move(response), keep_alive));
}

}  // namespace

TEST_CASE("an answer is its status, its own header lines, its length and its body") {
  CHECK(written({.status = 201, .headers = {{"Content-Type", "application/json"}}, .body = "{}"}) ==
        "HTTP/1.1 201 Created\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}");
}

TEST_CASE("one writer writes one answer after another") {
  AnswerWriter writer;
  const Response response{.status = 404, .headers = {}, .body = "no"};
  const auto first = writer.write("GET", response, true);
  CHECK(first == writer.write("GET", response, true));
}

TEST_CASE("the end of a connection is announced") {
  CHECK(written({}, "GET", false) ==
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("the answer to HEAD says the length of the body and does not have it") {
  CHECK(written({.status = 200, .headers = {}, .body = "four"}, "HEAD") ==
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
}

TEST_CASE("204 and 304 have no body and no length") {
  CHECK(written({.status = 204, .headers = {}, .body = "x"}) == "HTTP/1.1 204 No Content\r\n\r\n");
  CHECK(written({.status = 304, .headers = {}, .body = "x"}) ==
        "HTTP/1.1 304 Not Modified\r\n\r\n");
}

TEST_CASE("several header lines of one name all leave, and an empty value stays") {
  const auto answer = written({.headers = {{"A", "1"}, {"A", "2"}, {"B", ""}}});
  CHECK_THAT(answer, Contains("A: 1\r\nA: 2\r\n") && Contains("B: \r\n"));
}

TEST_CASE("no header line can bring a line of its own, or end the head") {
  const auto answer = written(
      {.headers = {{"A", "1\r\nSet-Cookie: x"}, {"B\r\nC", "2"}, {"", "3"}, {"D", "\n\n"}}});
  CHECK(answer == "HTTP/1.1 200 OK\r\nA: 1  Set-Cookie: x\r\nContent-Length: 0\r\nD: \r\n\r\n");
}

TEST_CASE("a header value leaves without control characters, and without blanks around it") {
  const auto answer = written({.headers = {{"A", " \x01 a\tb \x7f"}, {"B", "é"}}});
  CHECK_THAT(answer, Contains("\r\nA: a b\r\n") && Contains("\r\nB: é\r\n"));
}

TEST_CASE("what says how long the body is cannot be said by the answer itself") {
  const auto answer = written({.headers = {{"content-length", "7"},
                                           {"Transfer-Encoding", "chunked"},
                                           {"Connection", "keep-alive"}},
                               .body = "x"});
  CHECK(answer == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
}

TEST_CASE("a body with percent signs and NULs leaves as it is, of any size") {
  const std::string body("%s%n\0x", 6);
  CHECK(written({.body = body}).substr(written({.body = body}).size() - 6) == body);
  const std::string large(3 * 1024 * 1024, '%');
  CHECK(written({.body = large}).size() > large.size());
}
