#include "contract_tests/target/url.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

TEST_CASE("keys go over https, or over plain http to this machine alone, however it is spelled") {
  for (const char* text :
       {"https://origin.example", "HTTPS://ORIGIN.EXAMPLE", "http://localhost", "HTTP://LOCALHOST",
        "http://127.0.0.1", "http://127.0.0.1:8080", "http://127.255.255.254/t/origin",
        "http://localhost.", "http://127.0.0.1.", "http://[::1]", "http://[::1]:8080/t/origin",
        "http://[::ffff:127.0.0.1]", "http://[0:0:0:0:0:0:0:1]"}) {
    INFO(text);
    const auto url = parse_base_url(text);
    REQUIRE(url);
    CHECK(may_carry_keys(*url));
  }
  for (const char* text :
       {"http://127.example.invalid", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
        "http://127.0.0.1.5", "http://127.0.0.256", "http://127.1", "http://127.", "http://0x7f.1",
        "http://0x7f.0.0.1", "http://2130706433", "http://1270.0.0.1", "http://0.0.0.0",
        "http://[::2]", "http://[::ffff:128.0.0.1]", "http://[::127.0.0.1]", "http://[fe80::1]",
        "http://origin.example"}) {
    INFO(text);
    const auto url = parse_base_url(text);
    REQUIRE(url);
    CHECK_FALSE(may_carry_keys(*url));
  }
}

TEST_CASE("a text that hides another host, or is no URL, is not read as a link") {
  for (const char* text :
       {"http://localhost@evil.com", "http://127.0.0.1:80@evil.com", "http://key@127.0.0.1",
        "http://[::1", "http://::1", "http://[::1]x", "http://localhost:x", "http://localhost:0",
        "http://localhost:65536", "http:/localhost", "localhost", "", "http://loc alhost",
        "http://localhost\\@evil.com", "http://localhost\n"}) {
    INFO(text);
    CHECK_FALSE(parse_link(text));
  }
}

TEST_CASE("a link is a base URL and a query") {
  const auto link = parse_link("HTTPS://Origin.Example:443/api/v1/x?per_page=1&page=2#here");
  REQUIRE(link);
  CHECK(link->url.text() == "https://origin.example/api/v1/x");
  CHECK(link->query == "per_page=1&page=2");
  CHECK(parse_link("https://origin.example")->query == "");
  CHECK(parse_link("https://origin.example?")->query == "");
}

TEST_CASE("host and port are what a connection needs") {
  const auto parts = [](const char* text) {
    const auto url = *parse_base_url(text);
    return host_of(url) + " " + port_of(url);
  };
  CHECK(parts("https://Origin.example/x") == "origin.example 443");
  CHECK(parts("http://localhost") == "localhost 80");
  CHECK(parts("http://localhost:8080") == "localhost 8080");
  CHECK(parts("http://[::1]") == "::1 80");
  CHECK(parts("https://[2001:db8::1]:8443/x") == "2001:db8::1 8443");
}

TEST_CASE("query parameters are percent-decoded; a '%' that begins no escape stays") {
  const auto parameters = query_parameters("a=1&b=%41%zz%4&c&=d&e=f=g");
  CHECK(parameters.at("a") == "1");
  CHECK(parameters.at("b") == "A%zz%4");
  CHECK(parameters.at("c") == "");
  CHECK(parameters.at("") == "d");
  CHECK(parameters.at("e") == "f=g");
}
