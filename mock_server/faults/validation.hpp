#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <tines_mock/fault.hpp>

#include <string_view>

/// What is wrong with a fault rule or a matcher: the same for the C++ API, fault files and the
/// control API. The readers of JSON only find out what is not a rule at all, such as a wrong type.
namespace tines_mock::faults {

inline constexpr IntegerRange an_expiry{1, Milliseconds(limits::fault_expiry).count()};

/// Values out of their ranges, and names and texts that no request can have. `pointer` is the place
/// of the matcher in the document of which the problems speak.
Problems validate(const Matcher& matcher, std::string_view pointer = "");

/// The same of the parts of a rule, each by itself: its name, matcher, effect and numbers.
Problems validate_parts(const FaultRule& rule, std::string_view pointer = "");

/// The same of a whole rule: also the parts that exclude each other, so that the rule could never
/// fire or never act.
Problems validate(const FaultRule& rule, std::string_view pointer = "");

}  // namespace tines_mock::faults
