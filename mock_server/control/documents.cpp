#include "control/documents.hpp"

#include "json/parse.hpp"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace tines_mock::control {

extern const std::string_view openapi_text;
extern const std::string_view world_schema_text, faults_schema_text, assumptions_schema_text;

namespace {

/// A file of fixtures/schemas/, and what it is called within the document.
struct Part {
  std::string_view file;
  std::string_view name;
  std::string_view text;
};

std::array<Part, 3> parts() {
  return {{{"schemas/world.schema.json", "WorldFile", world_schema_text},
           {"schemas/faults.schema.json", "FaultFile", faults_schema_text},
           {"schemas/assumptions.schema.json", "AssumptionsFile", assumptions_schema_text}}};
}

std::string place_of(const Part& part) {
  return "#/components/schemas/" + std::string(part.name);
}

/// Within a part, a place of its own begins with "#"; elsewhere that is a place of the document.
std::string moved(const std::string& reference, const Part* within) {
  if (within != nullptr && reference.starts_with('#')) {
    return place_of(*within) + reference.substr(1);
  }
  for (const auto& part : parts()) {
    if (!reference.starts_with(part.file)) continue;
    const auto place = reference.substr(part.file.size());
    return place_of(part) + (place.empty() ? "" : place.substr(1));
  }
  return reference;
}

void move_references(Json& json, const Part* within = nullptr) {
  for (auto& [name, member] : json.items()) {
    if (json.is_object() && name == "$ref" && member.is_string()) {
      member = moved(member.get<std::string>(), within);
    } else if (member.is_structured()) {
      move_references(member, within);
    }
  }
}

}  // namespace

std::string control_document() {
  auto document = parse_known_json(openapi_text);
  move_references(document);
  for (const auto& part : parts()) {
    auto schema = parse_known_json(part.text);
    schema.erase("$schema");
    move_references(schema, &part);
    document["components"]["schemas"][part.name] = std::move(schema);
  }
  return dump(document, 2) + '\n';
}

}  // namespace tines_mock::control
