#include "json/number.hpp"

#include "json/reader.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("a number is written as it was read, whatever its size and spelling") {
  for (const char* text :
       {"1000000000000100000001", "-1000000000000100000001", "18446744073709551615",
        "18446744073709551616", "9223372036854775807", "-9223372036854775808", "0.10", "1E5", "1e2",
        "0.1000000000000000055511151231257827", "-0.0", "-0", "1.0", "5e-324", "1e-400",
        "123456789012345678901234567890.123456789", "7", "2.5"}) {
    INFO(text);
    CHECK(dump(*parse_json(text)) == text);
    const auto inner = R"({"a":[1,{"b":)" + std::string(text) + R"(}],"c":"1.0"})";
    CHECK(dump(*parse_json(inner)) == inner);
  }
}

TEST_CASE("a document with a number that is kept as text is indented like any other") {
  const auto indented = [](const std::string& number) {
    auto text = dump(
        *parse_json(R"({"a":[)" + number + R"(,{},[],"x"],"b":{"c\"":null,"d":)" + number + "}}"),
        2);
    for (auto at = text.find("1.50"); at != text.npos; at = text.find("1.50"))
      text.replace(at, 4, "1.25");
    return text;
  };
  CHECK(indented("1.50") == indented("1.25"));
}

TEST_CASE("numbers are the same when their exact values are, in any spelling") {
  const auto same = [](const char* a, const char* b) {
    return same_number(*parse_json(a), *parse_json(b)) &&
           same_number(*parse_json(b), *parse_json(a));
  };
  CHECK(same("1e2", "100"));
  CHECK(same("1.50", "1.5"));
  CHECK(same("0", "-0.000"));
  CHECK(same("0.001", "1E-3"));
  CHECK(same("1000000000000100000001", "1000000000000100000001.0"));
  CHECK_FALSE(same("1000000000000100000000", "1000000000000100000001"));
  CHECK_FALSE(same("9007199254740993", "9007199254740992.0"));
  CHECK_FALSE(same("1", "-1"));
  CHECK_FALSE(same("10", "1"));
  CHECK_FALSE(same("1e-99999999999999999999", "1"));
  CHECK(same("0e9223372036854775807", "0"));
  CHECK_FALSE(same("0.001e-9223372036854775808", "0.1e-9223372036854775808"));
  CHECK(same("-0", "0"));
}

TEST_CASE("a number that is kept as text is read as a number") {
  const auto read = [](const char* text) {
    Problems problems;
    const Json json = *parse_json(text);
    const auto integer = ValueReader(json, "", problems).integer();
    CHECK_FALSE(integer);
    return problems.at(0).kind;
  };
  CHECK(read("1000000000000100000001") == Problem::Kind::out_of_range);
  CHECK(read("1e22") == Problem::Kind::out_of_range);
  CHECK(read("7.00") == Problem::Kind::wrong_type);
  Problems problems;
  const Json half = *parse_json("0.50");
  CHECK(ValueReader(half, "", problems).number(0, 1) == 0.5);
  CHECK(describe(half) == "0.50");
  CHECK(describe_kind(half) == "a number");
  CHECK_FALSE(parse_json("1e400"));
  const Json zero = *parse_json("-0");
  CHECK(ValueReader(zero, "", problems).integer() == 0);
  CHECK(problems.empty());
  const auto tiny = *parse_json("0." + std::string(1000, '0') + "1");
  CHECK(describe(tiny) == "a number of 1003 characters");
}

TEST_CASE("the last of repeated members counts, and a text must be one document") {
  CHECK(dump(*parse_json(R"({"a":{"x":1},"b":2,"a":[3]})")) == R"({"a":[3],"b":2})");
  for (const char* text : {"", " ", "{", "[1,]", "1 2", "nul", "\"\xff\"", "{\"a\"}"})
    CHECK_FALSE(parse_json(text));
}
