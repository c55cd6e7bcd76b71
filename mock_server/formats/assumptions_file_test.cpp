#include "files/file.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <filesystem>

using namespace tines_mock;

namespace {

const std::filesystem::path fixtures_folder = TINES_MOCK_FIXTURES;

}  // namespace

TEST_CASE("the assumptions of the fixtures are the defaults") {
  const auto file = fixtures_folder / "assumptions.json";
  CHECK(load_assumptions(file) == Assumptions{});
  CHECK(to_json(Assumptions{}) == to_json(load_assumptions(file)));
  const auto entries = [](const Json& json) { return json.at("assumptions"); };
  CHECK(entries(Json::parse(to_json(Assumptions{}))) == entries(Json::parse(files::read(file))));
}

TEST_CASE("an assumption in the file is changed, the others keep their defaults") {
  const auto changed = parse_assumptions(
      R"({"assumptions": {"status.no_key": {"value": 403}, "error_shape": {"value": "message"}}})");
  Assumptions expected;
  expected.status.no_key = 403;
  expected.error_shape = ErrorShape::message;
  CHECK(changed == expected);
  CHECK(parse_assumptions(to_json(changed)) == changed);
}

TEST_CASE("the date of verification is read and written unchanged") {
  const auto file = parse_assumptions_file(R"({"assumptions": {
      "status.no_key": {"value": 403, "verified_on": "2026-11-25", "revision": "2026-06"},
      "error_shape": {"value": "message"}}})");
  CHECK(file.assumptions.status.no_key == 403);
  CHECK(file.sightings == Sightings{{"status.no_key", {"2026-11-25", "2026-06"}}});
  const auto again = parse_assumptions_file(to_json(file));
  CHECK(again.assumptions == file.assumptions);
  CHECK(again.sightings == file.sightings);
  CHECK(to_json(file.assumptions).find("verified_on") == std::string::npos);
}

TEST_CASE("a sighting has a date and a revision, or is absent") {
  const std::string place = "a.json: /assumptions/status.no_key/";
  for (const auto& [members, expected] : std::vector<std::pair<std::string, std::string>>{
           {R"("verified_on": "2026-11-25")", "revision: expected"},
           {R"("revision": "2026-06")",
            "verified_on: expected a date as \"2026-11-02\", found nothing"},
           {R"("verified_on": "2026-02-30", "revision": "x")",
            "verified_on: expected a date as \"2026-11-02\", found \"2026-02-30\""},
           {R"("verified_on": 20261125, "revision": "x")",
            "verified_on: expected a string, found 20261125"}}) {
    CHECK_THROWS_WITH(
        parse_assumptions_file(
            R"({"assumptions": {"status.no_key": {"value": 401, )" + members + "}}}", "a.json"),
        Catch::Matchers::StartsWith(place + expected));
  }
}

TEST_CASE("an invalid assumption is an error") {
  CHECK_THROWS_WITH(
      parse_assumptions(R"({"assumptions": {"status.no_key": {"value": 500},
                            "error_shape": {"value": "xml"}, "colour": {"value": 1}}})",
                        "a.json"),
      Catch::Matchers::StartsWith(
          "a.json: /assumptions/status.no_key/value: expected an integer from 400 to 499, found "
          "500\na.json: /assumptions/error_shape/value: expected one of \"errors\", \"error\", "
          "\"message\", \"error_strings\", found \"xml\"\na.json: /assumptions/colour: "
          "expected"));
}

TEST_CASE("an assumptions file with a repeated member is an error") {
  CHECK_THROWS_WITH(parse_assumptions(R"({"assumptions": {}, "assumptions": {}})", "a.json"),
                    "a.json: /assumptions: expected each member once, found it again");
}
