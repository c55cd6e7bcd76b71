#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Finds the value that belongs to a name in a text of any kind: JSON, JSON within JSON, a query, a
/// form, or prose.
namespace tines_mock::redaction {

enum class Quoting {
  string,  ///< the value is in plain quotation marks, like a JSON string
  any,     ///< the value or its name is in quotation marks of some kind
  none     ///< neither is: it can be prose
};

struct SecretValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string quote;  ///< must be added on both sides of a text that replaces the value
  Quoting quoting = Quoting::string;
};

/// The value that belongs to the name which ends at `at`. Empty when there is none.
std::optional<SecretValue> find_value_after_name(std::string_view text, std::size_t at);

}  // namespace tines_mock::redaction
