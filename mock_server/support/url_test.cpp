#include "support/url.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("two spellings of one base URL compare equal") {
  const auto url = parse_base_url("https://dest.tines.com");
  REQUIRE(url);
  for (const auto* other :
       {"https://dest.tines.com/", "HTTPS://Dest.Tines.COM", "https://dest.tines.com:443",
        "https://dest.tines.com:443//", "https://dest.tines.com./"})
    CHECK(parse_base_url(other) == url);
  for (const auto* other : {"http://dest.tines.com", "https://dest.tines.com:8443",
                            "https://dest.tines.com/t/dest", "https://est.tines.com"})
    CHECK(parse_base_url(other) != url);
}

TEST_CASE("a base URL keeps its port and its path") {
  CHECK(parse_base_url("http://127.0.0.1:8080/t/dest/")->text() == "http://127.0.0.1:8080/t/dest");
  CHECK(parse_base_url("http://[::1]:80/x")->text() == "http://[::1]/x");
}

TEST_CASE("a text that is not an absolute http or https URL is not a base URL") {
  for (const auto* text : {"",
                           "dest.tines.com",
                           "//dest.tines.com",
                           "/t/dest",
                           "ftp://dest.tines.com",
                           "https://",
                           "https:///path",
                           "https://a b",
                           "https://user:key@dest.tines.com",
                           "https://dest?x=1",
                           "https://dest#x",
                           "https://dest:",
                           "https://dest:0",
                           "https://dest:65536",
                           "https://dest:80x",
                           "https://.dest",
                           "https://d..est",
                           "https://dest..",
                           "https://.",
                           "https://[::1",
                           "javascript:alert(1)",
                           "https://<<META.tenant.domain>>",
                           "https://d\xc3\xa9st.com",
                           "http://\n"})
    CHECK_FALSE(parse_base_url(text));
}

TEST_CASE("the segments of a path give one spelling, however the path was written") {
  for (const char* path : {"/api/v1/stories", "/api/v1/stories/", "/api//v1/stories",
                           "//api/v1///stories//", "/api/v1/%73tories", "/%61pi/v1/stories"})
    CHECK(path_of(path_segments(path)) == "/api/v1/stories");
  CHECK(path_of(path_segments("/a%20b/c%2Fd/%zz/(x),*;@:")) == "/a%20b/c%2Fd/%25zz/(x),*;@:");
  CHECK(path_of(path_segments("/t/origin/api/v1"), 2) == "/api/v1");
  CHECK(path_of(path_segments("/t/origin"), 2) == "/");
}

TEST_CASE("an escape that is not valid stays as it is") {
  CHECK(percent_decode("%", false) == "%");
  CHECK(percent_decode("%4", false) == "%4");
  CHECK(percent_decode("%zz%41", false) == "%zzA");
  CHECK(percent_decode("%+1", false) == "%+1");
}

TEST_CASE("decoding an encoded text gives the text") {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  CHECK(percent_decode(percent_encode(all), true) == all);
}
