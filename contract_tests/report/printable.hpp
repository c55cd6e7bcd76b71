#pragma once

#include <string>
#include <string_view>

namespace tines_mock::contract {

/// The same text as valid UTF-8 in one line that shows all that is in it and changes nothing around
/// it: control characters, and what reverses or hides text, as \n, \r, \t, \u202e; bytes that are
/// not UTF-8 as \xNN. What it leaves, JSON, XML and HTML can hold.
std::string printable(std::string_view text);

bool is_utf8(std::string_view text);

/// Whether `printable` leaves the text as it is.
bool is_printable(std::string_view text);

/// The first `bytes` of a printable text, or fewer where a character would be cut, and its length
/// when it is longer.
std::string excerpt(const std::string& text, std::size_t bytes);

}  // namespace tines_mock::contract
