#pragma once

#include <algorithm>
#include <string_view>

namespace tines_mock::faults {

/// Where the body of a serialised answer begins.
inline std::size_t body_begin(std::string_view answer) {
  constexpr std::string_view end_of_headers = "\r\n\r\n";
  const auto end = answer.find(end_of_headers);
  return end == std::string_view::npos ? answer.size() : end + end_of_headers.size();
}

}  // namespace tines_mock::faults
