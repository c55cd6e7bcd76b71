#include "library/testing/json_pattern.hpp"

#include "testing/catch2.hpp"

using tines_mock::testing::PatternMatch;
using tines_mock::testing::PlainJson;

namespace {

std::vector<std::string> differences(const char* pattern, const char* value) {
  return PatternMatch(PlainJson::parse(pattern), PlainJson::parse(value)).differences();
}

}  // namespace

TEST_CASE("a pattern without wildcards fits only an equal value") {
  CHECK(differences(R"({"a": [1, {"b": null}]})", R"({"a": [1, {"b": null}]})").empty());
  CHECK(differences(R"({"a": 1})", R"({"a": 1.0})").size() == 1);
  CHECK(differences(R"({"a": 1})", R"({"a": 1, "b": 2})") ==
        std::vector<std::string>{"/b: expected \"nothing\", found 2"});
  CHECK(differences(R"({"a": 1})", "{}") ==
        std::vector<std::string>{"/a: expected 1, found \"nothing\""});
  CHECK(differences("[1, 2]", "[2, 1]").size() == 2);
  CHECK(differences("[1]", "[1, 2]").size() == 1);
}

TEST_CASE("$any fits every value of its kind") {
  CHECK(differences(R"({"$any": "text"})", R"("words")").empty());
  CHECK(differences(R"({"$any": "text"})", R"("")").size() == 1);
  CHECK(differences(R"([{"$any": "integer"}])", "[7.5]").size() == 1);
  CHECK_THROWS(differences(R"({"$any": "txet"})", "1"));
}

TEST_CASE("$includes allows further members") {
  CHECK(differences(R"({"$includes": {"a": 1}})", R"({"a": 1, "b": 2})").empty());
  CHECK(differences(R"({"$includes": {"a": 1}})", R"({"a": 2, "b": 2})").size() == 1);
  CHECK(differences(R"({"$includes": {"a": 1}})", "[]").size() == 1);
}
