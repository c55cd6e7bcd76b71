#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Text in lines of `line_columns`.
namespace tines_mock::contract {

inline constexpr std::size_t line_columns = 100;

/// How many columns a text takes, if every character takes one.
std::size_t columns_of(const std::string& text);

/// The text with blanks behind it, up to that many columns.
std::string padded(std::string text, std::size_t columns);

/// `lead` and the words of `text`, in lines of at most `line_columns`, of which all but the first
/// are indented. A word that is longer than a line is not broken. Ends with a newline.
std::string wrapped(const std::string& lead, const std::string& text, std::size_t indent);

/// "a, b, c"
std::string joined(const std::vector<std::string>& parts);

}  // namespace tines_mock::contract
