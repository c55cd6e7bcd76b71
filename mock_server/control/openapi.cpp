#include "control/operations.hpp"
#include "json/parse.hpp"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace tines_mock::control {

// The texts of the files, built in by CMakeLists.txt.
extern const std::string_view openapi_text;         // fixtures/control-openapi.json
extern const std::string_view tenant_openapi_text;  // fixtures/openapi.json
extern const std::string_view world_schema_text, faults_schema_text, assumptions_schema_text;

namespace {

/// A file of fixtures/schemas/, and its name among the document's components.
struct Schema {
  std::string_view file;
  std::string_view name;
  std::string_view text;
};

std::array<Schema, 3> schemas() {
  return {{{"schemas/world.schema.json", "WorldFile", world_schema_text},
           {"schemas/faults.schema.json", "FaultFile", faults_schema_text},
           {"schemas/assumptions.schema.json", "AssumptionsFile", assumptions_schema_text}}};
}

std::string place_of(const Schema& schema) {
  return "#/components/schemas/" + std::string(schema.name);
}

/// The place in the document to which a reference leads. Within a schema, "#…" is a place in that
/// schema.
std::string place_of(const std::string& reference, const Schema* within) {
  if (within != nullptr && reference.starts_with('#')) {
    return place_of(*within) + reference.substr(1);
  }
  for (const auto& schema : schemas()) {
    if (!reference.starts_with(schema.file)) continue;
    const auto place = reference.substr(schema.file.size());
    return place_of(schema) + (place.empty() ? "" : place.substr(1));
  }
  return reference;
}

void move_references(Json& json, const Schema* within = nullptr) {
  for (auto& [name, member] : json.items()) {
    if (json.is_object() && name == "$ref" && member.is_string()) {
      member = place_of(member.get<std::string>(), within);
    } else if (member.is_structured()) {
      move_references(member, within);
    }
  }
}

Response json_text(std::string text) {
  return {
      .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = std::move(text)};
}

}  // namespace

std::string control_openapi() {
  auto document = parse_known_json(openapi_text);
  move_references(document);
  for (const auto& schema : schemas()) {
    auto json = parse_known_json(schema.text);
    json.erase("$schema");
    move_references(json, &schema);
    document["components"]["schemas"][schema.name] = std::move(json);
  }
  return dump(document, 2) + '\n';
}

Response show_openapi(const Context&) {
  static const std::string document = control_openapi();
  return json_text(document);
}

Response show_tenant_openapi(const Context&) {
  return json_text(std::string(tenant_openapi_text));
}

}  // namespace tines_mock::control
