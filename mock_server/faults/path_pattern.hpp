#pragma once

#include <string_view>

namespace tines_mock::faults {

/// Whether the path fits the pattern, both as path_of (http/target.hpp) spells them. In the pattern
/// the segment '*' stands for one segment and '**' for any number, none included. Takes time of at
/// most |pattern| × |path|.
bool fits_path(std::string_view pattern, std::string_view path);

}  // namespace tines_mock::faults
