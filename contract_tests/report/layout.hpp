#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Text for people, in lines that fit.
namespace tines_mock::contract {

inline constexpr std::size_t line_columns = 100;

/// How many columns a text takes; every character one.
std::size_t columns_of(const std::string& text);

/// With blanks behind it, up to so many columns.
std::string padded(std::string text, std::size_t columns);

/// The words of `text` after `lead`, in lines of at most `line_columns`; the lines after the first
/// are indented. A word that is longer than a line stays whole. Ends with a newline.
std::string wrapped(const std::string& lead, const std::string& text, std::size_t indent);

/// "a, b, c"
std::string joined(const std::vector<std::string>& parts);

}  // namespace tines_mock::contract
