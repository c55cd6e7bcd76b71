#include "faults/embedded_scenarios.hpp"
#include "faults/fault_file.hpp"

#include <tines_mock/file_error.hpp>

namespace tines_mock {
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

const std::vector<Scenario>& scenarios() {
  static const auto all = read_scenarios();
  return all;
}

}  // namespace tines_mock
