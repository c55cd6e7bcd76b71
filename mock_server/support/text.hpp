#pragma once

#include <string_view>

namespace tines_mock {

inline constexpr std::string_view blanks = " \t\r\n\v\f";

/// Whether it is empty or holds nothing but blanks: such a text is no key.
constexpr bool is_blank(std::string_view text) {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

/// Without the characters at its ends that are in `cut`.
constexpr std::string_view trimmed(std::string_view text, std::string_view cut = blanks) {
  const auto first = text.find_first_not_of(cut);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(cut) - first + 1);
}

}  // namespace tines_mock
