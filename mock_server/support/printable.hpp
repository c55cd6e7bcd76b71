#pragma once

#include <string>
#include <string_view>

namespace tines_mock {

/// The text as one line of valid UTF-8 that is safe to show on a terminal. Escapes control
/// characters and characters that hide text or change its direction (\n, \r, \t, \u202e), and bytes
/// that are not UTF-8 (\xNN). JSON, XML and HTML can hold the result.
std::string printable(std::string_view text);

bool is_utf8(std::string_view text);

/// Whether `printable` does not change the text.
bool is_printable(std::string_view text);

/// A printable text, cut after at most `bytes` at the end of a character; a cut text ends with how
/// long it was.
std::string excerpt(const std::string& text, std::size_t bytes);

}  // namespace tines_mock
