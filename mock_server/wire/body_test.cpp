#include "wire/body.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;

namespace {

Head head_with(Headers headers, int minor_version = 1) {
  Head head;
  head.request.headers = std::move(headers);
  head.minor_version = minor_version;
  return head;
}

int status_for(Headers headers, int minor_version = 1) {
  const auto framing = parse_framing(head_with(std::move(headers), minor_version), {});
  return framing ? 0 : framing.error().status;
}

}  // namespace

TEST_CASE("a request without length or chunks has no body") {
  const auto framing = parse_framing(head_with({}), {});
  REQUIRE(framing);
  CHECK_FALSE(framing->has_body());
  CHECK_FALSE(framing->has_length);
}

TEST_CASE("a Content-Length is a number, and may be repeated with the same value") {
  CHECK(parse_framing(head_with({{"content-length", "12"}}), {})->content_length == 12);
  CHECK(status_for({{"Content-Length", "5"}, {"Content-Length", "5"}}) == 0);
  CHECK(status_for({{"Content-Length", "5"}, {"Content-Length", "6"}}) == 400);
  for (const auto* value : {"", "abc", "-1", "+1", "1.0", "1e3", "0x10", "5, 5", "5 5"}) {
    INFO(value);
    CHECK(status_for({{"Content-Length", value}}) == 400);
  }
}

TEST_CASE("a Content-Length over the limit is rejected, however many digits it has") {
  const WireLimits limits{.body_bytes = 10};
  const auto status = [&](const char* length) {
    const auto framing = parse_framing(head_with({{"Content-Length", length}}), limits);
    return framing ? 0 : framing.error().status;
  };
  CHECK(status("10") == 0);
  CHECK(status("11") == 413);
  CHECK(status("18446744073709551616") == 413);
  CHECK(status("999999999999999999999999999999") == 413);
}

TEST_CASE("chunked is the only Transfer-Encoding, and excludes a Content-Length") {
  CHECK(parse_framing(head_with({{"Transfer-Encoding", "Chunked"}}), {})->chunked);
  CHECK(status_for({{"Transfer-Encoding", "gzip, chunked"}}) == 400);
  CHECK(status_for({{"Transfer-Encoding", "identity"}}) == 400);
  CHECK(status_for({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}) == 400);
  CHECK(status_for({{"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}}) == 400);
  CHECK(status_for({{"Content-Length", "0"}, {"Transfer-Encoding", "chunked"}}) == 400);
  CHECK(status_for({{"Transfer-Encoding", "chunked"}}, 0) == 400);
}

TEST_CASE("a body with a Content-Encoding is rejected") {
  CHECK(status_for({{"Content-Encoding", "gzip"}}) == 415);
  CHECK(status_for({{"Content-Encoding", "br"}}) == 415);
  CHECK(status_for({{"Content-Encoding", "identity"}}) == 0);
}

TEST_CASE("Expect: 100-continue counts in HTTP/1.1 only: 1.0 clients read a 100 as the response") {
  const auto awaits = [](int minor_version) {
    const Headers headers{{"Expect", "100-continue"}, {"Content-Length", "2"}};
    return parse_framing(head_with(headers, minor_version), {})->awaits_continue;
  };
  CHECK(awaits(1));
  CHECK_FALSE(awaits(0));
}
