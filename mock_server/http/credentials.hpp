#pragma once

#include "http/names.hpp"
#include "http/token.hpp"

#include <string>
#include <string_view>

namespace tines_mock {

/// The value of a header line in the one form in which it is compared: without the blanks around
/// it, and the scheme Bearer of credentials (RFC 6750), which may stand there in any case, as
/// "Bearer " before the key without blanks.
inline std::string compared_value(std::string_view name, std::string_view value) {
  constexpr std::string_view bearer = "Bearer ";
  value = without_blanks(value);
  const bool holds_credentials =
      same_name(name, "Authorization") || same_name(name, "Proxy-Authorization");
  if (!holds_credentials || !same_name(value.substr(0, bearer.size()), bearer))
    return std::string(value);
  return std::string(bearer).append(without_blanks(value.substr(bearer.size())));
}

}  // namespace tines_mock
