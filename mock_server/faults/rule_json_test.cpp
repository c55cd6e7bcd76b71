#include "faults/rule_json.hpp"

#include "faults/effect.hpp"
#include "faults/names.hpp"
#include "faults/validation.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/file_error.hpp>

#include <map>
#include <set>

using namespace tines_mock;

namespace {

std::string message_of(std::string_view json) {
  try {
    parse_faults(json, "plan.json");
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

/// The mistakes in a file that has only this rule.
std::string mistakes_in(const std::string& rule) {
  return message_of(R"({"rules":[)" + rule + "]}");
}

}  // namespace

TEST_CASE("a rule that is written and read back is unchanged") {
  const std::vector<FaultRule> rules = {
      {.name = "everything",
       .description = "all parts",
       .when = {.tenant = "origin",
                .operation = "sync_destination.*",
                .method = "POST",
                .path = "/api/v1/**",
                .headers = {{"X-A", "b"}},
                .body_json = R"({"team_id":7})",
                .story_id = StoryId(1),
                .sync_destination_id = SyncDestinationId(2)},
       .phase = Phase::response,
       .effect = effects::Stall{.after_bytes = 3, .duration = Milliseconds(40)},
       .skip = 1,
       .every = 2,
       .probability = 0.5,
       .times = 3,
       .expires_after = Milliseconds(4)},
      {.name = "lognormal",
       .effect = effects::Delay{effects::LognormalDelay{Milliseconds(7), 0.25}}},
      {.name = "uniform",
       .effect = effects::Delay{effects::UniformDelay{Milliseconds(1), Milliseconds(2)}}},
      {.name = "html",
       .effect = effects::Answer{503, effects::AnswerShape::html, "down", {{"X-A", "b"}}}}};
  const auto text = to_json(rules);
  const auto again = parse_faults(text);
  REQUIRE(again.size() == 4);
  CHECK(to_json(again) == text);
  CHECK(again[0].when.body_json == R"({"team_id":7})");
  CHECK(std::get<effects::Stall>(again[0].effect).duration == Milliseconds(40));
  CHECK(std::get<effects::LognormalDelay>(std::get<effects::Delay>(again[1].effect).time).sigma ==
        0.25);
}

TEST_CASE("every effect can be written and read back at every phase where it can act") {
  std::size_t seen = 0;
  for (const auto& description : faults::describe_effects()) {
    for (const Phase phase : description.phases) {
      Json effect = {{"kind", description.kind}};
      if (description.kind == "missing_field") effect["pointer"] = "/a";
      if (description.kind == "delay" || description.kind == "push_slow") effect["delay_ms"] = 1;
      const Json rule = {{"name", "r"}, {"phase", faults::name_of(phase)}, {"effect", effect}};
      INFO(dump(rule));
      CHECK(mistakes_in(dump(rule)).empty());
      ++seen;
    }
  }
  CHECK(seen > std::variant_size_v<effects::Any>);
}

TEST_CASE("all mistakes of a fault file are named at once, each with its pointer") {
  const auto message = message_of(R"({"rules": [
    {"name": "a", "phase": "late", "effect": {"kind": "explode"}, "times": 0},
    {"phase": "request", "effect": {"kind": "reset", "after": 1}, "probability": 2},
    {"name": "c", "when": {"methode": "GET", "nth": "2"}, "phase": "request",
     "effect": {"kind": "delay", "delay_ms": -5}}], "version": 1})");
  CHECK_THAT(message, Catch::Matchers::Contains("plan.json: /rules/0/phase: expected one of") &&
                          Catch::Matchers::Contains("found \"late\""));
  for (const char* place :
       {"/rules/0/effect/kind", "/rules/0/times", "/rules/1/name", "/rules/1/effect/after",
        "/rules/1/probability", "/rules/2/when/methode", "/rules/2/when/nth",
        "/rules/2/effect/delay_ms", "/version"})
    CHECK_THAT(message, Catch::Matchers::Contains(std::string(place) + ": expected"));
}

TEST_CASE("parts of a rule that exclude each other are an error at their place") {
  const auto [phase, rest, place] = GENERATE(table<std::string, std::string, std::string>({
      {"connect", R"("effect": {"kind": "truncate"})", "/rules/0/phase"},
      {"push", R"("effect": {"kind": "reset"})", "/rules/0/phase"},
      {"response", R"("effect": {"kind": "push_stuck"})", "/rules/0/phase"},
      {"after_commit", R"("effect": {"kind": "rate_limited"})", "/rules/0/phase"},
      {"before_commit", R"("effect": {"kind": "reset", "after_bytes": 1})",
       "/rules/0/effect/after_bytes"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"body": {}})", "/rules/0/when/body"},
      {"connect", R"("effect": {"kind": "reset"}, "when": {"tenant": "origin"})",
       "/rules/0/when/tenant"},
      {"connect", R"("effect": {"kind": "reset"}, "when": {"operation": "story.list"})",
       "/rules/0/when/operation"},
      {"push", R"("effect": {"kind": "push_stuck"}, "when": {"method": "POST"})",
       "/rules/0/when/method"},
      {"push", R"("effect": {"kind": "push_stuck"}, "when": {"operation": "story.list"})",
       "/rules/0/when/operation"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"operation": "push"})",
       "/rules/0/phase"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"nth": 2}, "skip": 1)",
       "/rules/0/when/nth"},
      {"before_commit", R"("effect": {"kind": "stale_read"}, "when": {"method": "POST"})",
       "/rules/0/when/method"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"method": "get"})",
       "/rules/0/when/method"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"path": "stories"})",
       "/rules/0/when/path"},
      {"request", R"("effect": {"kind": "delay"})", "/rules/0/effect"},
      {"request", R"("effect": {"kind": "delay", "min_ms": 2, "max_ms": 1})",
       "/rules/0/effect/max_ms"},
      {"request", R"("effect": {"kind": "delay", "delay_ms": 600001})", "/rules/0/effect/delay_ms"},
      {"response", R"("effect": {"kind": "missing_field"})", "/rules/0/effect/pointer"},
      {"response", R"("effect": {"kind": "missing_field", "pointer": ""})",
       "/rules/0/effect/pointer"},
      {"response", R"("effect": {"kind": "wrong_type", "pointer": "a"})",
       "/rules/0/effect/pointer"},
      {"request", R"("effect": {"kind": "answer", "status": 99})", "/rules/0/effect/status"},
      {"request", R"("effect": {"kind": "answer", "headers": {"A": "b\r\nC: d"}})",
       "/rules/0/effect/headers/A"},
      {"request", R"("effect": {"kind": "answer", "headers": {"A b": "c"}})",
       "/rules/0/effect/headers/A b"},
      {"request", R"("effect": {"kind": "answer", "headers": {"A": "\u007f"}})",
       "/rules/0/effect/headers/A"},
      {"request", R"("effect": {"kind": "answer", "headers": {"A": "\u0000"}})",
       "/rules/0/effect/headers/A"},
      {"request", R"("effect": {"kind": "answer", "headers": {"": "a"}})",
       "/rules/0/effect/headers/"},
      {"request", R"("effect": {"kind": "answer", "headers": {"content-length": "3"}})",
       "/rules/0/effect/headers"},
      {"request", R"("effect": {"kind": "answer", "headers": {"transfer-encoding": "chunked"}})",
       "/rules/0/effect/headers"},
      {"response", R"("effect": {"kind": "wrong_content_type", "content_type": "a\nb"})",
       "/rules/0/effect/content_type"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"path": "/stories?page=1"})",
       "/rules/0/when/path"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"method": ""})", "/rules/0/when/method"},
      {"request", R"("effect": {"kind": "reset"}, "when": {"nth": 2}, "every": 2)",
       "/rules/0/when/nth"},
      {"request", R"("effect": {"kind": "delay", "delay_ms": 1, "sigma": 1})", "/rules/0/effect"},
      {"request", R"("effect": {"kind": "delay", "median_ms": 1, "sigma": 3.1})",
       "/rules/0/effect/sigma"},
      {"response", R"("effect": {"kind": "wrong_type", "pointer": "/a~2"})",
       "/rules/0/effect/pointer"},
      {"response", R"("effect": {"kind": "wrong_type", "pointer": "/a~"})",
       "/rules/0/effect/pointer"},
  }));
  const auto message = mistakes_in(R"({"name": "r", "phase": ")" + phase + "\", " + rest + "}");
  INFO(message);
  CHECK(message.starts_with("plan.json: " + place + ": expected"));
  CHECK(message.find('\n') == std::string::npos);
}

TEST_CASE("a rule can ask only for what is known of a request at its phase") {
  const std::vector<std::pair<std::string, std::string>> selectors = {
      {"tenant", R"("origin")"}, {"operation", R"("story.get")"}, {"method", R"("GET")"},
      {"path", R"("/x")"},       {"headers", R"({"A": "b"})"},    {"body", "{}"},
      {"story_id", "1"},         {"sync_destination_id", "1"},    {"nth", "1"}};
  const std::set<std::string> of_a_request = {
      "tenant", "operation", "method", "path", "headers", "story_id", "sync_destination_id", "nth"};
  auto of_a_whole_request = of_a_request;
  of_a_whole_request.insert("body");
  const std::map<std::string, std::set<std::string>> known = {
      {"connect", {"nth"}},
      {"request", of_a_request},
      {"before_commit", of_a_whole_request},
      {"after_commit", of_a_whole_request},
      {"response", of_a_whole_request},
      {"push", {"tenant", "operation", "story_id", "sync_destination_id", "nth"}}};
  for (const auto& [phase, allowed] : known)
    for (const auto& [name, value] : selectors) {
      const bool push = phase == "push";
      const auto wanted = push && name == "operation" ? R"("push")" : value;
      const auto mistakes = mistakes_in(
          R"({"name": "r", "phase": ")" + phase + R"(", "effect": {"kind": ")" +
          (push ? "push_stuck" : "reset") + R"("}, "when": {")" + name + "\": " + wanted + "}}");
      INFO(phase << ' ' << name << ' ' << mistakes);
      if (allowed.contains(name))
        CHECK(mistakes.empty());
      else
        CHECK(mistakes.starts_with("plan.json: /rules/0/when/" + name + ": expected"));
    }
}

TEST_CASE("a name is needed, once, and not longer than 200 bytes") {
  const auto with_name = [](const std::string& name) {
    return R"({"name": ")" + name + R"(", "phase": "request", "effect": {"kind": "reset"}})";
  };
  CHECK_THAT(mistakes_in(with_name("")), Catch::Matchers::Contains("/rules/0/name"));
  CHECK_THAT(mistakes_in(with_name(std::string(201, 'n'))),
             Catch::Matchers::Contains("1 to 200 bytes, found 201"));
  CHECK_THAT(mistakes_in(with_name("a") + "," + with_name("a")),
             Catch::Matchers::Contains("/rules/1/name: expected a name of its own"));
  CHECK(mistakes_in(with_name(std::string(200, 'n'))).empty());
}

TEST_CASE("a file that is not JSON, or does not exist, is an error that names it") {
  CHECK_THAT(message_of("{"), Catch::Matchers::Contains("plan.json: the document: expected"));
  CHECK_THROWS_WITH(load_faults("no/such/file.json"),
                    Catch::Matchers::Contains("no/such/file.json"));
}

TEST_CASE("a rule made in C++ is validated like one that was read") {
  FaultRule rule{
      .name = "r", .when = {.body_json = "{"}, .phase = Phase::push, .effect = effects::reset()};
  const auto problems = faults::validate(rule, "/rules/4");
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].pointer == "/rules/4/phase");
  CHECK(problems[1].pointer == "/rules/4/when/body");
  CHECK(problems[2].expected == "the text of a JSON value");
}

TEST_CASE("an operation that does not exist is an error, a family is not") {
  const auto asking_for = [](const std::string& operation) {
    return mistakes_in(R"({"name": "r", "phase": "request", "effect": {"kind": "reset"},
                           "when": {"operation": ")" +
                       operation + R"("}})");
  };
  CHECK_THAT(asking_for("sync_destination.creat"),
             Catch::Matchers::Contains("/rules/0/when/operation: expected a family"));
  CHECK_THAT(asking_for("storys.*"), Catch::Matchers::Contains("/rules/0/when/operation"));
  CHECK(asking_for("story.*").empty());
  CHECK(asking_for("unknown").empty());
}

TEST_CASE("a member that a fault file has twice is an error") {
  CHECK(message_of(R"({"rules": [{"name": "a", "phase": "request", "phase": "connect",
                                  "effect": {"kind": "reset"}}]})") ==
        "plan.json: /rules/0/phase: expected each member once, found it again");
}
