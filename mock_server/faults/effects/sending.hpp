#pragma once

#include "faults/effects/about.hpp"
#include "faults/wire_fault.hpp"

#include <string_view>

/// What effects need that act on the bytes of a connection.
namespace tines_mock::faults {

inline constexpr Attribute after_bytes{
    "after_bytes", "bytes of the whole answer that go out first (response only)", not_negative};

inline std::string_view first_bytes(std::string_view response, std::int64_t count) {
  return response.substr(0, static_cast<std::size_t>(count));
}

/// Where the body of a serialised response begins.
inline std::size_t body_begin(std::string_view response) {
  constexpr std::string_view end_of_headers = "\r\n\r\n";
  const auto end = response.find(end_of_headers);
  return end == std::string_view::npos ? response.size() : end + end_of_headers.size();
}

}  // namespace tines_mock::faults
