#pragma once

#include <string_view>
#include <vector>

namespace tines_mock::faults {

/// The texts of fixtures/faults/*.json, put in when the mock was built, ordered by file name.
extern const std::vector<std::string_view> embedded_scenarios;

}  // namespace tines_mock::faults
