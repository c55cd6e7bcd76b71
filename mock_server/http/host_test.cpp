#include "http/host.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("the host is the text before the port; an IPv6 address keeps its brackets") {
  CHECK(without_port("a.example:80") == "a.example");
  CHECK(without_port("a.example") == "a.example");
  CHECK(without_port("[::1]:80") == "[::1]");
  CHECK(without_port("[2001:db8::1]") == "[2001:db8::1]");
  CHECK(without_port("[::1") == "[::1");
  CHECK(without_port("") == "");
}

TEST_CASE("a header Host holds a host and perhaps a port, nothing else") {
  for (const char* value : {"", "a", "a.example:80", "A_b-c.:", "127.0.0.1:1", "[::1]", "[::1]:80",
                            "%C3%A4.example", "[::ffff:127.0.0.1]:1"}) {
    INFO(value);
    CHECK(is_host_value(value));
  }
  for (const char* value :
       {"a b", "a/b", "a?b", "a#b", "u@a", "localhost:80@evil.com", "a:80:80", "a:b", "[::1", "[]",
        "[::1]a", "[g]", "::1", "http://a", "a,b c", "a\x80", "a\\"}) {
    INFO(value);
    CHECK_FALSE(is_host_value(value));
  }
}

TEST_CASE("a loopback host is a loopback address, or localhost in any case") {
  for (const char* host : {"localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.3.2.1", "::1",
                           "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "::ffff:7f00:1"})
    CHECK(is_loopback_host(host));
  for (const char* host : {"", "localhost.evil.com", "127.evil.com", "1270.0.0.1", "0.0.0.0",
                           "::", ".", "localhost..", "127.0.0.1.5", "127.0.0.256", "127.1", "127.",
                           "[127.0.0.1", "[::2]", "[::ffff:128.0.0.1]", "[::127.0.0.1]", "[]"})
    CHECK_FALSE(is_loopback_host(host));
}
