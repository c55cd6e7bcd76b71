#pragma once

#include "json/parse.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tines_mock::faults {

/// The places of `document` that a JSON pointer means, in their order: one or none, or several with
/// `*` as a segment, which stands for every element or member. A number that is no index of an
/// array, whatever its size, means none.
std::vector<Json::json_pointer> places_of(const Json& document, const std::string& pointer);

}  // namespace tines_mock::faults
