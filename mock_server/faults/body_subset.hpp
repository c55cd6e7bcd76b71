#pragma once

#include "json/parse.hpp"

#include <optional>
#include <string>

namespace tines_mock::faults {

/// Where a body is not what was asked for.
struct BodyDifference {
  std::string pointer;
  std::string expected;
  std::string found;
};

/// The first place at which `wanted` is not contained in `body`: an object when each of its members
/// is there with a value that contains its own, an array when each of its elements is contained in
/// some element, anything else when it is equal.
std::optional<BodyDifference> difference(const Json& wanted, const Json& body,
                                         const std::string& pointer = "");

}  // namespace tines_mock::faults
