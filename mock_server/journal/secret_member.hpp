#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Finds secrets in text that is JSON, JSON within JSON, a query, a form, or none of these.
namespace tines_mock::journal {

/// Where `word` ends when it begins at `at`: its characters as they are, as \uXXXX or as %XX.
std::optional<std::size_t> end_of_word(std::string_view text, std::size_t at,
                                       std::string_view word);

struct SecretValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string quote;   ///< what has to stand on both sides of a text in its place
  bool quoted = true;  ///< the name or the value is; if not, it can be prose
};

/// The value that belongs to the name which ends at `at`; nothing when none does.
std::optional<SecretValue> value_after_name(std::string_view text, std::size_t at);

}  // namespace tines_mock::journal
