#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Finds secrets in text that is JSON, JSON within JSON, a query, a form, or none of these.
namespace tines_mock::redaction {

/// Whether the value stands between plain quotation marks, as a JSON string does; whether it or its
/// name stands between any; or whether neither does: then it can be prose.
enum class Quoting { string, any, none };

struct SecretValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string quote;  ///< what has to stand on both sides of a text in its place
  Quoting quoting = Quoting::string;
};

/// The value that belongs to the name which ends at `at`; nothing when none does.
std::optional<SecretValue> value_after_name(std::string_view text, std::size_t at);

}  // namespace tines_mock::redaction
