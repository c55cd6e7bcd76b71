#pragma once

#include "json/reader.hpp"

#include <string_view>

namespace tines_mock::files {

/// A problem for each member that an object has for the second time, at most
/// limits::reported_members of them. The JSON parser would silently keep the last one.
/// REQUIRES: parse_json takes the text.
Problems repeated_members(std::string_view text);

}  // namespace tines_mock::files
