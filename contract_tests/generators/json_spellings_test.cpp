#include "contract_tests/generators/json_spellings.hpp"

#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/target/target.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock::contract;

namespace {

const Json object{{"team_id", 7},
                  {"url", "https://dest.example/a"},
                  {"text", "\"{[:,]}\\"},
                  {"stories", {1, 2}},
                  {"name", "\U0001F6A8"}};

}  // namespace

TEST_CASE("however JSON is written, it is the same") {
  for (const auto write : {spread_out, with_escaped_names, with_escaped_slashes, in_ascii}) {
    const auto written = write(object);
    INFO(written);
    CHECK(written != object.dump());
    CHECK(Json::parse(written) == object);
  }
}

TEST_CASE("each way to write JSON does what it is for") {
  CHECK(spread_out({{"a", 1}}) ==
        " \t\r\n \t\r\n{ \t\r\n\"a\" \t\r\n: \t\r\n1 \t\r\n} \t\r\n \t\r\n");
  CHECK(with_escaped_names({{"a_", 1}, {"o", 2}}) == R"({"\u0061\u005F":1,"\u006F":2})");
  CHECK(with_escaped_slashes({{"a", "/"}}) == R"({"a":"\/"})");
  CHECK(in_ascii("\U0001F6A8") == R"("\ud83d\udea8")");
}

TEST_CASE("what is taken for an id is that id in 32 or 64 bits, or without its sign") {
  CHECK(taken_for("24") == std::vector<std::string>{"4294967320", "18446744073709551640", "-24"});
  CHECK(taken_for("9007199254740993").at(1) == "18455751272964292609");
  CHECK_THROWS_AS(taken_for("an-uuid"), CouldNotCheck);
  CHECK_THROWS_AS(taken_for(""), CouldNotCheck);
}
