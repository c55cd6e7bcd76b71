#include "library/testing/openapi.hpp"

#include "http/target.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

namespace tines_mock::testing {
namespace {

using Pointer = PlainJson::json_pointer;

std::string child(const std::string& pointer, std::string name) {
  for (std::size_t at = 0; (at = name.find_first_of("~/", at)) != std::string::npos; at += 2)
    name.replace(at, 1, name[at] == '~' ? "~0" : "~1");
  return pointer + "/" + name;
}

// The segments of a target from "api" or "__admin" on; those before it are the tenant's prefix.
std::vector<std::string> api_segments(std::string_view target) {
  auto segments = parse_target(target).segments;
  const auto begins = [](const auto& segment) { return segment == "api" || segment == "__admin"; };
  segments.erase(segments.begin(), std::ranges::find_if(segments, begins));
  return segments;
}

std::vector<std::string> no_body_of(std::string_view body) {
  return body.empty() ? std::vector<std::string>{} : std::vector<std::string>{"a body"};
}

// How many segments are literal in the template; empty when it does not fit.
std::optional<int> fit(std::string_view path_template, const std::vector<std::string>& segments) {
  const auto pattern = parse_target(path_template).segments;
  if (pattern.size() != segments.size()) return std::nullopt;
  int words = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i].starts_with('{')) continue;
    if (pattern[i] != segments[i]) return std::nullopt;
    ++words;
  }
  return words;
}

}  // namespace

// The pointer to the operation whose path fits best, "" when none fits.
std::string OpenApi::operation(std::string_view method, std::string_view target) const {
  std::string verb(method);
  std::ranges::transform(verb, verb.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto segments = api_segments(target);
  std::string best;
  int best_words = -1;
  for (const auto& [path, operations] : document_["paths"].items()) {
    const auto words = fit(path, segments);
    if (!words || *words <= best_words || !operations.contains(verb)) continue;
    best_words = *words;
    best = child(child("/paths", path), verb);
  }
  return best;
}

std::string OpenApi::resolved(const std::string& pointer) const {
  const PlainJson& value = document_[Pointer(pointer)];
  return value.contains("$ref") ? value["$ref"].get<std::string>().substr(1) : pointer;
}

std::vector<std::string> OpenApi::violations(std::string_view method, std::string_view target,
                                             int status, std::string_view body) const {
  if (method == "HEAD") return no_body_of(body);
  const std::string operation = this->operation(method, target);
  std::string schema = "/components/schemas/Errors";
  if (!operation.empty()) {
    const auto responses = operation + "/responses";
    auto code = std::to_string(status);
    if (status >= 400 && !document_[Pointer(responses)].contains(code)) code = "default";
    if (!document_[Pointer(responses)].contains(code))
      return {std::string(method) + " " + std::string(target) + " is not said to answer " + code};
    const auto response = resolved(child(responses, code));
    if (!document_[Pointer(response)].contains("content")) return no_body_of(body);
    schema = response + "/content/application~1json/schema";
  }
  const auto json = PlainJson::parse(body, nullptr, false);
  if (json.is_discarded()) return {"the body is not JSON"};
  return schema_violations(document_, schema, json);
}

void OpenApi::check_examples(const std::string& pointer, std::vector<std::string>& wrong) const {
  const PlainJson& value = document_[Pointer(pointer)];
  if (value.is_object() && value.contains("schema")) {
    const auto check = [&](const PlainJson& example) {
      for (const auto& line : schema_violations(document_, pointer + "/schema", example))
        wrong.push_back(pointer + ": " + line);
    };
    if (value.contains("example")) check(value["example"]);
    if (value.contains("examples"))
      for (const auto& example : value["examples"]) check(example["value"]);
  }
  if (value.is_object())
    for (const auto& [name, member] : value.items()) check_examples(child(pointer, name), wrong);
}

std::vector<std::string> OpenApi::wrong_examples() const {
  std::vector<std::string> wrong;
  check_examples("/paths", wrong);
  check_examples("/components/responses", wrong);
  return wrong;
}

TEST_CASE("every example of openapi.json is valid by its own schema") {
  std::ifstream file(TINES_MOCK_FIXTURES "/openapi.json");
  CHECK(OpenApi(PlainJson::parse(file)).wrong_examples() == std::vector<std::string>{});
}

TEST_CASE("a response is checked against the path template that fits best") {
  const OpenApi api(PlainJson::parse(R"({
    "paths": {
      "/api/v1/things/{id}": {
        "delete": {"responses": {"204": {"description": "gone"}}},
        "get": {"responses": {"200": {"$ref": "#/components/responses/Text"}}}},
      "/api/v1/things/all": {"delete": {"responses": {"205": {"description": "all gone"}}}}},
    "components": {
      "responses": {"Text": {"content": {"application/json": {"schema": {"type": "string"}}}}},
      "schemas": {"Errors": {"type": "array"}}}})"));
  CHECK(api.violations("DELETE", "/api/v1/things/7", 204, "").empty());
  CHECK(api.violations("DELETE", "/t/a/api/v1/things/all", 205, "").empty());
  CHECK(api.violations("GET", "/api/v1/things/7?x=y", 200, "\"text\"").empty());
  CHECK(api.violations("GET", "/api/v1/others", 404, "[]").empty());

  CHECK_FALSE(api.violations("DELETE", "/api/v1/things/7", 204, "body").empty());
  CHECK_FALSE(api.violations("DELETE", "/api/v1/things/all", 204, "").empty());
  CHECK_FALSE(api.violations("GET", "/api/v1/things/7", 200, "7").empty());
  CHECK_FALSE(api.violations("GET", "/api/v1/things/7", 200, "{").empty());
  CHECK_FALSE(api.violations("GET", "/api/v1/others", 404, "{}").empty());
}

}  // namespace tines_mock::testing
