#include "redaction/escapes.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using redaction::Escaping;
using redaction::unescape;

TEST_CASE("one level of escapes is undone, and the place of each byte is known") {
  const std::string_view text = R"(a\n\ud83d\ude00\u00e9/\\n%41 z)";
  const auto json = unescape(text, Escaping::json);
  REQUIRE(json);
  CHECK(json->text == "a\n\U0001F600\u00e9/\\n%41 z");
  CHECK(json->place_of(0) == 0);
  CHECK(json->place_of(1) == 1);
  CHECK(json->place_of(2) == 3);
  CHECK(json->place_of(6) == 15);
  CHECK(json->place_of(json->text.size()) == text.size());
  const auto percent = unescape(text, Escaping::percent);
  REQUIRE(percent);
  CHECK(percent->text == R"(a\n\ud83d\ude00\u00e9/\\nA z)");
}

TEST_CASE("a malformed escape stays as it is") {
  CHECK_FALSE(unescape("plain", Escaping::json));
  for (const auto* text : {"100%", "%4", "%zz", "\\"}) {
    CHECK_FALSE(unescape(text, Escaping::percent));
    CHECK_FALSE(unescape(text, Escaping::json));
  }
  CHECK_FALSE(unescape(R"(\u12)", Escaping::json));
  CHECK(unescape(R"(\u12\t)", Escaping::json)->text == "\\u12\t");
}
