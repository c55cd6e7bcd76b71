#include "contract_tests/target/answer_reader.hpp"

#include "contract_tests/target/testing/allowed_answers.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

/// Gives these bytes, so many at once, and ends.
Receive piecewise(std::string bytes, std::size_t at_once) {
  return [bytes = std::move(bytes), at_once]() mutable {
    const auto piece = bytes.substr(0, at_once);
    bytes.erase(0, piece.size());
    return piece;
  };
}

ReadAnswer read_bytes(const std::string& bytes, const std::string& method = "GET",
                      std::size_t at_once = 100'000) {
  return read_answer(method, piecewise(bytes, at_once));
}

std::string refusal(const std::string& bytes) {
  try {
    read_bytes(bytes);
    return "";
  } catch (const NoAnswer& why) {
    return why.what();
  }
}

}  // namespace

TEST_CASE("every answer that HTTP allows is read, however its bytes are split") {
  for (const auto& one : testing::what_http_allows()) {
    for (const std::size_t at_once : {1, 7, 100'000}) {
      INFO(one.what << ", " << at_once << " bytes at once");
      ReadAnswer answer;
      REQUIRE_NOTHROW(answer = read_bytes(one.bytes, one.method, at_once));
      CHECK(answer.response.status == one.status);
      CHECK(answer.response.body == one.body);
      // What comes later, a reader cannot see: the connection is looked at before its next use.
      if (at_once == 100'000) CHECK(answer.connection_stays == one.stays);
    }
  }
}

TEST_CASE("header lines keep their order, repeated ones stay, and a folded one becomes one line") {
  const auto answer = read_bytes(
      "HTTP/1.1 200 OK\r\nset-cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\nX: a\r\n\t b\r\n"
      "Y:  c \t\r\nContent-Length: 0\r\n\r\n");
  CHECK(answer.response.headers == Headers{{"set-cookie", "a=1; Path=/"},
                                           {"Set-Cookie", "b=2"},
                                           {"X", "a b"},
                                           {"Y", "c"},
                                           {"Content-Length", "0"}});
}

TEST_CASE("header lines of interim answers and trailers are not added to the answer") {
  const auto answer = read_bytes(
      "HTTP/1.1 103 Early Hints\r\nRetry-After: 1\r\n\r\n"
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nRetry-After: 2\r\n\r\n");
  CHECK_FALSE(answer.response.headers.find("Retry-After"));
}

TEST_CASE("an error says why bytes are no answer, or not a complete one") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "without an answer"},
      {"HTTP/1.1 20", "in the middle"},
      {head, "in the middle"},
      {head + "Content-Length: 3\r\n\r\n{}", "in the middle"},
      {chunked + "3\r\n{}", "in the middle"},
      {chunked + "2\r\n{}\r\n", "in the middle"},
      {chunked + "2\r\n{}\r\n0\r\nX: 1\r\n", "in the middle"},
      {chunked + "2\r\n{}}\r\n0\r\n\r\n", "longer than its size says"},
      {chunked + "x\r\n", "chunk size is 'x'"},
      {chunked + "-1\r\n", "chunk size is '-1'"},
      {chunked + "\r\n", "chunk size is ''"},
      {chunked + "fffffff\r\n", "more than 67108864 bytes"},
      {chunked + "ffffffffffffffffff\r\n", "chunk size"},
      {head + "Content-Length: 67108865\r\n\r\n", "more than 67108864 bytes"},
      {head + "Content-Length: 1x\r\n\r\n", "Content-Length is '1x'"},
      {head + "Content-Length: -1\r\n\r\n", "Content-Length is '-1'"},
      {head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n12", "two different lengths"},
      {head + "no colon\r\n\r\n", "header line 'no colon'"},
      {head + "X: " + std::string(1024 * 1024, 'x'), "no end"},
      {"HTTP/2 200\r\n\r\n", "no HTTP/1 answer, but 'HTTP/2 200'"},
      {"HTTP/1.1 2000\r\n\r\n", "no HTTP/1 answer"},
      {"HTTP/1.1 20x\r\n\r\n", "no HTTP/1 answer"},
      {"HTTP/1.1 000 OK\r\n\r\n", "no HTTP/1 answer"},
      {"HTTP/1.1  200\r\n\r\n", "no HTTP/1 answer"},
      {"SSH-2.0-x\r\n", "'SSH-2.0-x'"},
      {"\x15\x03\x01\n", "no HTTP/1 answer"},
  };
  for (const auto& [bytes, words] : cases) {
    INFO(bytes.substr(0, 100));
    CHECK_THAT(refusal(bytes), Catch::Matchers::Contains(words));
  }
}

TEST_CASE("a body in a coding that was not asked for is read, and the coding is reported") {
  const auto of_gzip = read_bytes(
      "HTTP/1.1 200 OK\r\nContent-Encoding: GZip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08");
  CHECK(of_gzip.unasked_coding == "GZip");
  CHECK(of_gzip.response.body == "\x1f\x8b\x08");
  CHECK(of_gzip.connection_stays);
  const auto in_chunks =
      read_bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
  CHECK(in_chunks.unasked_coding == "gzip");
  const auto until_the_end =
      read_bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\nContent-Length: 1\r\n\r\n{}");
  CHECK(until_the_end.unasked_coding == "x");
  CHECK(until_the_end.response.body == "{}");
  CHECK_FALSE(until_the_end.connection_stays);
}

TEST_CASE("endless interim answers are an error") {
  int asked = 0;
  const auto endless = [&] {
    ++asked;
    return std::string("HTTP/1.1 102 Processing\r\n\r\n");
  };
  CHECK_THROWS_AS(read_answer("GET", endless), NoAnswer);
  CHECK(asked < 1'000'000);
}

TEST_CASE("endless chunks and endless bytes are an error") {
  bool begun = false;
  const auto endless = [&](const std::string& head, const std::string& more) {
    begun = false;
    return [&begun, head, more] { return std::exchange(begun, true) ? more : head; };
  };
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string megabyte(1024 * 1024, 'x');
  CHECK_THROWS_WITH(read_answer("GET", endless(head + "\r\n", megabyte)),
                    Catch::Matchers::Contains("more than"));
  CHECK_THROWS_WITH(read_answer("GET", endless(head + "Transfer-Encoding: chunked\r\n\r\n",
                                               "100000\r\n" + megabyte + "\r\n")),
                    Catch::Matchers::Contains("more than"));
}
