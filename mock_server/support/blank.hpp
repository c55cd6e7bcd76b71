#pragma once

#include <string_view>

namespace tines_mock {

/// Empty, or of blanks alone: a value that was given by mistake, as by a variable that is not set.
inline bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos;
}

}  // namespace tines_mock
