#include "support/text.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("a text is blank when it is empty or holds nothing but blanks") {
  for (const auto* blank : {"", " ", "\t", " \r\n\v\f"}) CHECK(is_blank(blank));
  for (const auto* text : {"a", " a", "a ", "\xc2\xa0"}) CHECK_FALSE(is_blank(text));
}

TEST_CASE("a trimmed text has no blanks at its ends, and keeps the blanks inside") {
  CHECK(trimmed(" \ta b\r\n") == "a b");
  CHECK(trimmed("ab") == "ab");
  CHECK(trimmed(" \t ") == "");
}
