#include "json/reader.hpp"

#include "support/limits.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;

namespace {

std::vector<std::string> lines(const Problems& problems) {
  std::vector<std::string> texts;
  for (const auto& problem : problems) texts.push_back(to_string(problem));
  return texts;
}

}  // namespace

TEST_CASE("a reader names every mistake with its pointer, what was expected and what was found") {
  const Json json = {{"id", "7"}, {"list", {1, 2.5}}, {"odd", true}};
  Problems problems;
  ObjectReader reader(ValueReader(json, "", problems));
  std::int64_t id = -1;
  std::string name;
  reader.required_integer("id", id, positive);
  reader.required_text("name", name);
  reader.each("list", [](const ValueReader& value) { value.integer(); });
  reader.no_others();
  CHECK(id == -1);
  CHECK(lines(problems) ==
        std::vector<std::string>{
            R"(/id: expected an integer of 1 or more, found "7")",
            "/name: expected a string, found nothing", "/list/1: expected an integer, found 2.5",
            "/odd: expected one of the members id name list, found an unknown member"});
}

TEST_CASE("an integer beyond 64 bits is out of range, not of a wrong type") {
  for (const auto* text :
       {"9223372036854775808", "-9223372036854775809", "1e300", "123456789012345678901234567890"}) {
    const auto json = parse_json(text);
    REQUIRE(json);
    Problems problems;
    CHECK_FALSE(ValueReader(*json, "", problems).integer());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].kind == Problem::Kind::out_of_range);
  }
}

TEST_CASE("a secret of a wrong type is not shown in the error") {
  Problems problems;
  const Json number = 4711;
  CHECK_FALSE(ValueReader(number, "/key", problems).secret());
  CHECK(lines(problems) == std::vector<std::string>{"/key: expected a string, found a number"});
}

TEST_CASE("pointers escape the characters that RFC 6901 names") {
  CHECK(child("/a", "b/c~d") == "/a/b~1c~0d");
  CHECK(child("", 3) == "/3");
}

TEST_CASE("JSON nested deeper than the limit is an error; brackets in strings do not count") {
  const std::string deep(100'000, '[');
  CHECK_FALSE(parse_json(deep));
  const auto brackets = parse_json('"' + deep + "\"");
  CHECK(brackets);
  const auto allowed = static_cast<std::size_t>(limits::json_depth);
  CHECK(parse_json(std::string(allowed, '[') + std::string(allowed, ']')));
}

TEST_CASE("an object with more members than the limit is an error, many small objects are not") {
  const auto object_of = [](std::size_t members) {
    std::string text = "{";
    for (std::size_t i = 0; i < members; ++i)
      text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":\"a:b\"";
    return text + "}";
  };
  CHECK(parse_json(object_of(limits::json_members)));
  CHECK(parse_json("[" + object_of(limits::json_members) + "," + object_of(3) + "]"));
  CHECK(parse_json(object_of(limits::json_members + 1))
            .error()
            .starts_with("more than 4096 members in one object at byte"));
}

TEST_CASE("a text that is not JSON gives an error with the position of the mistake") {
  CHECK(parse_json("{\"a\": }").error() == "not JSON at byte 7");
  CHECK_FALSE(parse_json(""));
  CHECK_FALSE(parse_json("{\"a\": \"\xff\"}"));
  CHECK_FALSE(parse_json("{} {}"));
}

TEST_CASE("a reader of requests does not show the texts that it found") {
  const Json json = {{"url", "hunter2"}, {"id", 7.5}, {"list", {"hunter2"}}};
  Problems problems;
  ObjectReader reader(ValueReader(json, "", problems, Texts::hidden));
  std::int64_t number = 0;
  reader.read("url", number);
  reader.read("id", number);
  reader.each("list", [](const ValueReader& value) { value.boolean(); });
  CHECK(lines(problems) ==
        std::vector<std::string>{"/url: expected an integer, found a string",
                                 "/id: expected an integer, found 7.5",
                                 "/list/0: expected true or false, found a string"});
}

TEST_CASE("where keys belong, a problem shows only the kind of what it found") {
  const Json json = {{"keys", {"s3cr3t", 4711, {{"s3cr3t", 1}, {"kind", "s3cr3t"}}}}};
  Problems problems;
  ObjectReader reader(ValueReader(json, "", problems));
  const auto keys = reader.optional("keys")->showing(Texts::kind_alone);
  keys.each([](const ValueReader& value) {
    ObjectReader key(value);
    if (const auto kind = key.optional("kind")) kind->choice<int>({{"team", 1}});
    key.no_others();
  });
  CHECK(lines(problems) ==
        std::vector<std::string>{
            "/keys/0: expected an object, found a string",
            "/keys/1: expected an object, found a number",
            "/keys/2/kind: expected one of \"team\", found a string",
            "/keys/2: expected one of the members kind, found an unknown member"});
}
