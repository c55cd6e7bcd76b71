#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <string_view>
#include <vector>

namespace tines_mock::faults {

/// `{"name","description","when","phase","effect","skip","every","probability","times",
/// "expires_after_ms"}`. What is wrong, combinations that can never fire included, adds problems.
FaultRule read_rule(const ValueReader& value);

/// The same in the other direction, without what is at its default.
Json write_rule(const FaultRule& rule);

/// An array of rules, with names of their own, at most limits::fault_rules.
std::vector<FaultRule> read_rules(const ValueReader& value);

/// What is wrong with a rule that was made in C++, as if it had been read at `pointer`.
Problems problems_of(const FaultRule& rule, std::string_view pointer = "");

}  // namespace tines_mock::faults
