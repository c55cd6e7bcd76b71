#include "faults/fault_file.hpp"

#include "faults/rule_json.hpp"
#include "files/file.hpp"
#include "files/repeated_members.hpp"

#include <tines_mock/file_error.hpp>

namespace tines_mock {
namespace faults {

/// The texts of fixtures/faults/*.json, built in and ordered by file name (CMakeLists.txt).
extern const std::vector<std::string_view> embedded_scenarios;

FaultFile read_fault_file(const ValueReader& value) {
  FaultFile file;
  ObjectReader reader(value);
  files::pass_schema(reader);
  reader.read("name", file.name);
  reader.read("description", file.description);
  if (const auto rules = reader.required("rules", "an array of rules"))
    file.rules = read_rules(*rules);
  reader.no_others();
  return file;
}

Result<FaultFile, Problems> parse_fault_file(std::string_view text) {
  const auto json = parse_json(text);
  if (!json)
    return Failure{
        Problems{{Problem::Kind::invalid, "", "the JSON of a fault file", json.error()}}};
  Problems problems = files::repeated_members(text);
  FaultFile file = read_fault_file(ValueReader(*json, "", problems));
  if (!problems.empty()) return Failure{std::move(problems)};
  return file;
}

}  // namespace faults

namespace {

std::vector<Scenario> read_scenarios() {
  std::vector<Scenario> all;
  for (const auto text : faults::embedded_scenarios) {
    auto file = faults::parse_fault_file(text);
    if (!file) throw FileError(to_string(file.error(), "a scenario that is built in"));
    all.push_back({std::move(file->name), std::move(file->description), std::move(file->rules)});
  }
  return all;
}

}  // namespace

std::vector<FaultRule> parse_faults(std::string_view json, std::string_view name) {
  auto file = faults::parse_fault_file(json);
  if (!file) throw FileError(to_string(file.error(), name));
  return std::move(file->rules);
}

std::vector<FaultRule> load_faults(const std::filesystem::path& file) {
  return parse_faults(files::read(file), file.string());
}

std::string to_json(const std::vector<FaultRule>& rules) {
  Json json = {{"rules", Json::array()}};
  for (const auto& rule : rules) json["rules"].push_back(faults::write_rule(rule));
  return dump(json, 2) + '\n';
}

const std::vector<Scenario>& scenarios() {
  static const auto all = read_scenarios();
  return all;
}

}  // namespace tines_mock
