#pragma once

#include "support/text.hpp"

#include <string>
#include <string_view>

/// The rules for names and values of header lines. The class Headers is in <tines_mock/http.hpp>.
namespace tines_mock {

/// Header names are compared without regard to case.
constexpr bool same_name(std::string_view a, std::string_view b) {
  return equal_ignoring_case(a, b);
}

inline bool is_token_character(char c) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return is_letter_or_digit(c) || others.find(c) != others.npos;
}

/// Whether the text can be a method or a header name (RFC 9110, section 5.6.2).
bool is_token(std::string_view text);

/// The value without the blanks that may stand around it in a header line (RFC 9110,
/// section 5.6.3).
constexpr std::string_view without_blanks(std::string_view value) {
  return trimmed(value, " \t");
}

/// The value in the form in which two values of that header are compared: without the blanks around
/// it; of credentials, the scheme Bearer is written "Bearer " whatever its case was (RFC 6750).
std::string compared_value(std::string_view name, std::string_view value);

}  // namespace tines_mock
