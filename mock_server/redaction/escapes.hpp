#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts inside other texts: JSON strings, percent-encoded URLs, one in the other.
namespace tines_mock::redaction {

enum class Escaping { json, percent };

/// A text with one level of escapes undone, which remembers where its bytes stood.
struct Unescaped {
  struct Escape {
    std::size_t end;        ///< of the character, in `text`
    std::size_t saved = 0;  ///< bytes that this escape and those before it took more
  };
  std::string text;
  std::vector<Escape> escapes;

  /// Where in the escaped text that byte stood; for a character's end, where the character ended.
  std::size_t place_of(std::size_t at) const;
};

/// Nothing when there is nothing to undo. What looks like an escape and is none stays.
std::optional<Unescaped> unescaped(std::string_view text, Escaping escaping);

}  // namespace tines_mock::redaction
