#pragma once

#include "json/reader.hpp"
#include "support/result.hpp"

#include <tines_mock/fault.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::faults {

/// A fault file or a scenario: `{"name","description","rules":[…]}`
struct FaultFile {
  std::string name;
  std::string description;
  std::vector<FaultRule> rules;
};

FaultFile read_fault_file(const ValueReader& value);
Result<FaultFile, Problems> parse_fault_file(std::string_view text);

}  // namespace tines_mock::faults
