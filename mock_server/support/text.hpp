#pragma once

#include <string_view>

namespace tines_mock {

inline constexpr std::string_view blanks = " \t\r\n\v\f";

/// Whether it is empty or holds nothing but blanks: such a text is no key.
constexpr bool is_blank(std::string_view text) {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

/// Without the blanks at its ends.
constexpr std::string_view trimmed(std::string_view text) {
  if (is_blank(text)) return {};
  const auto first = text.find_first_not_of(blanks);
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace tines_mock
