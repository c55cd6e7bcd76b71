#include "contract_tests/report/layout.hpp"

#include "testing/catch2.hpp"

#include <sstream>

using namespace tines_mock::contract;

namespace {

std::vector<std::string> lines_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string words(std::size_t count, const std::string& word) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + word;
  return text;
}

}  // namespace

TEST_CASE("words are wrapped into indented lines, and none is lost") {
  for (std::size_t size = 1; size < 30; ++size) {
    const auto text = words(60, std::string(size, 'x'));
    auto all = std::string();
    for (const auto& line : lines_in(wrapped("  lead ", text, 7))) {
      CHECK(columns_of(line) <= line_columns);
      CHECK(line.substr(0, 7) == (all.empty() ? "  lead " : "       "));
      all += (all.empty() ? "" : " ") + line.substr(7);
    }
    CHECK(all == text);
  }
}

TEST_CASE("a line is filled to its last column") {
  const auto lines = lines_in(wrapped("", words(41, "1234"), 0));
  REQUIRE(lines.size() == 3);
  CHECK(columns_of(lines[0]) == 99);
  CHECK(columns_of(lines_in(wrapped("x", words(41, "1234"), 0))[0]) == 100);
}

TEST_CASE("a character of several bytes takes one column") {
  CHECK(columns_of("a\xe2\x80\x91\xc3\xbc") == 3);
  CHECK(padded("\xc3\xbc", 3) == "\xc3\xbc  ");
  CHECK(lines_in(wrapped("", words(50, "\xc3\xbc"), 0)).size() == 1);
}

TEST_CASE("a word that is longer than a line stays whole") {
  const std::string word(250, 'x');
  CHECK(wrapped("- ", "a " + word + " b", 2) == "- a\n  " + word + "\n  b\n");
  CHECK(wrapped("- ", word, 2) == "- " + word + "\n");
}

TEST_CASE("without text, only the lead is printed") {
  CHECK(wrapped("- ", "", 2) == "- \n");
  CHECK(joined({}) == "");
  CHECK(joined({"a", "b", "c"}) == "a, b, c");
}
