#include "library/testing/json_schema.hpp"

#include "testing/catch2.hpp"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace tines_mock::testing {

std::vector<std::string> schema_violations(const PlainJson& document, const std::string& pointer,
                                           const PlainJson& value) {
  PlainJson root = document;
  if (!pointer.empty()) root["allOf"] = {{{"$ref", "#" + pointer}}};
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(root), schema);

  valijson::Validator validator;
  valijson::ValidationResults results;
  validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), &results);
  std::vector<std::string> violations;
  for (const auto& error : results) {
    std::string place;
    for (const std::string& step : error.context) place += step;
    violations.push_back(place + ": " + error.description);
  }
  return violations;
}

TEST_CASE("a value is checked against the schema at a pointer of a document") {
  const auto document = PlainJson::parse(R"({
    "parts": {"text_or_null": {"type": ["string", "null"]},
              "object": {"type": "object", "required": ["a"],
                         "properties": {"a": {"$ref": "#/parts/text_or_null"}}}}})");
  const auto violations = [&](const char* value) {
    return schema_violations(document, "/parts/object", PlainJson::parse(value));
  };
  CHECK(violations(R"({"a": null})").empty());
  CHECK_FALSE(violations(R"({"a": 1})").empty());
  CHECK_FALSE(violations("{}").empty());
}

}  // namespace tines_mock::testing
