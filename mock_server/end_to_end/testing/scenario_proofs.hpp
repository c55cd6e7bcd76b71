#pragma once

#include <tines_mock/mock_server.hpp>

#include <map>
#include <string>

namespace tines_mock::end_to_end {

/// By the name of a scenario: asserts what its description says, of the sample world on virtual
/// time in which it was started.
using ScenarioProofs = std::map<std::string, void (*)(MockServer&)>;

ScenarioProofs connection_scenarios();
ScenarioProofs answer_scenarios();
ScenarioProofs push_scenarios();

}  // namespace tines_mock::end_to_end
