#pragma once

#include "support/text.hpp"

#include <algorithm>
#include <string_view>

namespace tines_mock {

inline bool is_token_character(char c) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         others.find(c) != others.npos;
}

/// A word as methods and header names are (RFC 9110, section 5.6.2).
inline bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

/// Without the blanks before and behind it that a header value may have (RFC 9110, section 5.6.3).
constexpr std::string_view without_blanks(std::string_view text) {
  return trimmed(text, " \t");
}

}  // namespace tines_mock
