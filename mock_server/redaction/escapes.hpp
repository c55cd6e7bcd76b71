#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Undoes the escapes of JSON strings and of percent-encoded URLs.
namespace tines_mock::redaction {

enum class Escaping { json, percent };

/// A text with one level of escapes undone, with the place that each byte had in the escaped text.
struct Unescaped {
  struct Escape {
    std::size_t end;        ///< where its character ends in `text`
    std::size_t saved = 0;  ///< by how much this escape and those before it were longer than `text`
  };
  std::string text;
  std::vector<Escape> escapes;

  /// The place in the escaped text of the byte at `at`, which may also be the end of a character.
  std::size_t place_of(std::size_t at) const;
};

/// Empty when the text has no escape. A malformed escape is kept as it is.
std::optional<Unescaped> unescape(std::string_view text, Escaping escaping);

}  // namespace tines_mock::redaction
