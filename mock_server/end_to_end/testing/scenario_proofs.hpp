#pragma once

#include <tines_mock/mock_server.hpp>

#include <map>
#include <string>

namespace tines_mock::end_to_end {

/// For each scenario, by its name, a function that asserts what the scenario's description says.
/// Its server has the sample world, a virtual clock and that scenario.
using ScenarioProofs = std::map<std::string, void (*)(MockServer&)>;

ScenarioProofs connection_scenarios();
ScenarioProofs response_scenarios();
ScenarioProofs push_scenarios();

}  // namespace tines_mock::end_to_end
