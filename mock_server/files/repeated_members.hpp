#pragma once

#include "json/reader.hpp"

#include <string_view>

namespace tines_mock::files {

/// A problem for each member of an object that stands there again, for limits::reported_members at
/// most: what a person wrote twice is a mistake, and a parser silently keeps the last.
/// REQUIRES: parse_json takes the text.
Problems repeated_members(std::string_view text);

}  // namespace tines_mock::files
