#pragma once

#include "support/text.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The rules for names and values of header lines. The class Headers is in <tines_mock/http.hpp>.
namespace tines_mock {

class Headers;

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

/// The elements of a header that is a comma-separated list (RFC 9110, section 5.6.1), from all of
/// its lines, without the blanks around them. Empty elements are left out.
std::vector<std::string_view> list_elements(const Headers& headers, std::string_view name);
/// Whether such a header has the element, in upper or lower case.
bool has_list_element(const Headers& headers, std::string_view name, std::string_view element);

/// The value in the form in which two values of that header are compared: without the blanks around
/// it; of credentials, the scheme Bearer is written "Bearer " whatever its case was (RFC 6750).
std::string compared_value(std::string_view name, std::string_view value);

/// One pair of a header Cookie, or the first one of Set-Cookie (RFC 6265).
struct Cookie {
  std::string_view name;  ///< empty when there is none: the whole pair is the value then
  std::string_view value;
};
/// A pair as it stands between semicolons. What only ends in "=", as Base64 does, is a value.
Cookie parse_cookie(std::string_view pair);

}  // namespace tines_mock
