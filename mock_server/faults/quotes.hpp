#pragma once

#include <string>
#include <string_view>

namespace tines_mock::faults {

inline std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

}  // namespace tines_mock::faults
