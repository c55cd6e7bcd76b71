#include "faults/fault_file.hpp"
#include "faults/patterns.hpp"
#include "library/testing/json_schema.hpp"
#include "testing/catch2.hpp"

#include <filesystem>
#include <fstream>

using namespace tines_mock;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> violations_in(const std::string& plan) {
  static const auto schema =
      testing::PlainJson::parse(text_of(TINES_MOCK_FIXTURES "/schemas/faults.schema.json"));
  return testing::schema_violations(schema, "", testing::PlainJson::parse(plan));
}

std::string plan_of(const std::string& rule) {
  return R"({"rules":[)" + rule + "]}";
}

/// A fault file with one rule; `members` are added to its name and phase.
std::string plan_at(const std::string& phase, const std::string& members) {
  return plan_of(R"({"name":"r","phase":")" + phase + "\"," + members + "}");
}

std::string reset_at(const std::string& phase, const std::string& members) {
  return plan_at(phase, R"("effect":{"kind":"reset"},)" + members);
}

}  // namespace

TEST_CASE("schema and reader accept every scenario") {
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(TINES_MOCK_FIXTURES "/faults")) {
    INFO(file.path());
    const auto text = text_of(file.path());
    const auto violations = violations_in(text);
    INFO((violations.empty() ? "" : violations.front()));
    CHECK(violations.empty());
    CHECK(faults::parse_fault_file(text));
    ++seen;
  }
  CHECK(seen > 15);
}

TEST_CASE("schema and reader accept the same rules") {
  const auto plan = GENERATE(values<std::string>({
      plan_at("connect", R"("effect":{"kind":"refuse"},"when":{"nth":3})"),
      plan_at("push", R"("effect":{"kind":"push_stuck"},"when":{"operation":"push"})"),
      plan_at("response", R"("effect":{"kind":"reset","after_bytes":9})"),
      plan_at("request", R"("effect":{"kind":"delay","min_ms":1,"max_ms":2})"),
      plan_at("request", R"("effect":{"kind":"delay","median_ms":1})"),
      plan_at("response", R"("effect":{"kind":"wrong_type","pointer":"/a~1b/0"})"),
      plan_at("response", R"("effect":{"kind":"stall"},"when":{"body":[1]})"),
      plan_at("before_commit", R"("effect":{"kind":"stale_read"},"times":1)"),
      plan_at("after_commit", R"("effect":{"kind":"hold"},"times":1)"),
      plan_at("push", R"("effect":{"kind":"hold","for_ms":1})"),
  }));
  INFO(plan);
  CHECK(violations_in(plan).empty());
  CHECK(faults::parse_fault_file(plan));
}

TEST_CASE("schema and reader reject the same rules") {
  const auto plan = GENERATE(values<std::string>({
      "[]",
      "{}",
      R"({"rules":{}})",
      R"({"rules":[],"version":1})",
      R"({"name":7,"rules":[]})",
      R"({"$schema":5,"rules":[]})",
      plan_of("7"),
      plan_of("{}"),
      plan_of(R"({"name":"","phase":"request","effect":{"kind":"reset"}})"),
      plan_at("late", R"("effect":{"kind":"reset"})"),
      plan_at("request", R"("effect":{"kind":"explode"})"),
      plan_at("request", R"("effect":{})"),
      plan_at("request", R"("effect":{"kind":"reset","after":1})"),
      plan_at("request", R"("effect":{"kind":"reset","after_bytes":1})"),
      plan_at("request", R"("effect":{"kind":"delay"})"),
      plan_at("request", R"("effect":{"kind":"delay","delay_ms":600001})"),
      plan_at("request", R"("effect":{"kind":"delay","delay_ms":1,"min_ms":1})"),
      plan_at("request", R"("effect":{"kind":"delay","median_ms":1,"sigma":4})"),
      plan_at("request", R"("effect":{"kind":"answer","status":600})"),
      plan_at("request", R"("effect":{"kind":"answer","headers":{"a b":"c"}})"),
      plan_at("response", R"("effect":{"kind":"missing_field"})"),
      plan_at("response", R"("effect":{"kind":"wrong_type","pointer":"a"})"),
      plan_at("connect", R"("effect":{"kind":"truncate"})"),
      plan_at("push", R"("effect":{"kind":"reset"})"),
      plan_at("connect", R"("effect":{"kind":"hold"})"),
      plan_at("request", R"("effect":{"kind":"hold","for_ms":0})"),
      plan_at("request", R"("effect":{"kind":"push_stuck"})"),
      plan_at("after_commit", R"("effect":{"kind":"rate_limited"})"),
      reset_at("request", R"("times":0)"),
      reset_at("request", R"("every":0)"),
      reset_at("request", R"("skip":-1)"),
      reset_at("request", R"("probability":1.5)"),
      reset_at("request", R"("expires_after_ms":0)"),
      reset_at("request", R"("when":{"body":{}})"),
      reset_at("request", R"("when":{"method":"get"})"),
      reset_at("request", R"("when":{"path":"a"})"),
      reset_at("request", R"("when":{"story_id":0})"),
      reset_at("request", R"("when":{"methode":"GET"})"),
      reset_at("request", R"("when":{"operation":"storys.*"})"),
      reset_at("request", R"("when":{"operation":"push"})"),
      reset_at("connect", R"("when":{"tenant":"origin"})"),
      plan_at("push", R"("effect":{"kind":"push_stuck"},"when":{"path":"/a"})"),
      reset_at("request", R"("when":{"nth":2},"skip":1)"),
      plan_at("before_commit", R"("effect":{"kind":"stale_read"},"when":{"method":"PUT"})"),
  }));
  INFO(plan);
  CHECK_FALSE(violations_in(plan).empty());
  CHECK_FALSE(faults::parse_fault_file(plan));
}

TEST_CASE("the schema knows every operation that a rule can name") {
  for (const auto operation : faults::operations) {
    INFO(operation);
    const auto phase = operation == "push" ? "push" : "request";
    const auto effect = operation == "push" ? "push_stuck" : "reset";
    CHECK(violations_in(plan_at(phase, R"("effect":{"kind":")" + std::string(effect) +
                                           R"("},"when":{"operation":")" + std::string(operation) +
                                           "\"}"))
              .empty());
  }
}
