#pragma once

#include "control/call.hpp"

namespace tines_mock::control::scenarios_of {

/// Every scenario, and whether all of its rules are there.
Response list(const Call& call);
/// Adds its rules. One that is on stays as it is.
Response switch_on(const Call& call);
/// Removes its rules, those that are there.
Response switch_off(const Call& call);

}  // namespace tines_mock::control::scenarios_of
