#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

namespace tines_mock::faults {

/// Adds a problem for everything in the rule that excludes something else in it, so that it could
/// never fire or never act.
void check_rule(const FaultRule& rule, const ObjectReader& at);

}  // namespace tines_mock::faults
