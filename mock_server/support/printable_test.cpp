#include "support/printable.hpp"

#include "testing/catch2.hpp"

#include <vector>

#include <nlohmann/json.hpp>

using namespace tines_mock;

TEST_CASE("printable text is not changed") {
  for (const std::string text :
       {"", "a b", "{\"a\": \"\\u0000\"}", "\xc3\xa9 \xe8\xad\xa6 \xf0\x9f\x9a\xa8", "\xc2\xa0",
        "\xef\xbf\xbd", "'\"<>&\\"}) {
    INFO(text);
    CHECK(printable(text) == text);
    CHECK(is_printable(text));
  }
}

TEST_CASE("control characters, invisible characters and bytes that are not UTF-8 are escaped") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {std::string("\0", 1), "\\x00"},
      {"\x1b[31mred\x07\x08\x7f", "\\x1b[31mred\\x07\\x08\\x7f"},
      {"\xc2\x80\xc2\x9b"
       "31m\xc2\x9f",
       "\\u0080\\u009b31m\\u009f"},
      {"\xe2\x80\xaeugly\xe2\x81\xa6\xe2\x81\xa9\xe2\x80\x8f", "\\u202eugly\\u2066\\u2069\\u200f"},
      {"\xd8\x9c\xe2\x80\x8b\xc2\xad\xef\xbb\xbf", "\\u061c\\u200b\\u00ad\\ufeff"},
      {"\xe2\x80\xa8\xe2\x80\xa9", "\\u2028\\u2029"},
      {"\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90", "\\ufffe\\uffff\\ufdd0"},
      {"\xf0\x9f\xbf\xbe\xf3\xa0\x81\x81", "\\U0001fffe\\U000e0041"},
      {"\xff\xfe", "\\xff\\xfe"},
      {"a\xc3", "a\\xc3"},
      {"\xc3(", "\\xc3("},
      {"\xc0\x80\xc1\xbf", "\\xc0\\x80\\xc1\\xbf"},
      {"\xe0\x80\x80", "\\xe0\\x80\\x80"},
      {"\xf0\x80\x80\x80", "\\xf0\\x80\\x80\\x80"},
      {"\xed\xa0\x80\xed\xbf\xbf", "\\xed\\xa0\\x80\\xed\\xbf\\xbf"},
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
      {"\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80"},
      {"\xe2\x82", "\\xe2\\x82"},
      {"\xe2\x82\xc3\xa9", "\\xe2\\x82\xc3\xa9"},
      {"\x80", "\\x80"},
  };
  for (const auto& [text, shown] : cases) {
    INFO(shown);
    CHECK(printable(text) == shown);
    CHECK_FALSE(is_printable(text));
  }
}

TEST_CASE("any two bytes become text that JSON can hold and that needs no further escaping") {
  std::vector<std::string> texts;
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) texts.push_back({static_cast<char>(a), static_cast<char>(b)});
  }
  for (const auto& text : texts) {
    const auto shown = printable(text);
    REQUIRE_NOTHROW(nlohmann::json(shown).dump());
    REQUIRE(is_printable(shown));
    REQUIRE(shown.find_first_of(std::string_view("\n\r\t\0\x1b\x7f", 6)) == std::string::npos);
  }
}

TEST_CASE("an excerpt cuts no character, and says how long the text was") {
  CHECK(excerpt("abc", 3) == "abc");
  CHECK(excerpt("abcd", 3) == "abc… (4 bytes)");
  CHECK(excerpt("ab\xf0\x9f\x9a\xa8", 5) == "ab… (6 bytes)");
  CHECK(excerpt("ab\xf0\x9f\x9a\xa8", 6) == "ab\xf0\x9f\x9a\xa8");
  CHECK(excerpt("\xc3\xa9x", 2) == "\xc3\xa9… (3 bytes)");
}
