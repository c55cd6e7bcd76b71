#include "contract_tests/report/layout.hpp"

#include <algorithm>

namespace tines_mock::contract {

std::size_t columns_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string padded(std::string text, std::size_t columns) {
  const auto taken = columns_of(text);
  if (taken < columns) text.append(columns - taken, ' ');
  return text;
}

std::string wrapped(const std::string& lead, const std::string& text, std::size_t indent) {
  auto lines = lead;
  auto column = columns_of(lead);
  bool first_of_line = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    const auto columns = columns_of(word);
    if (!first_of_line && column + 1 + columns > line_columns) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
      first_of_line = true;
    }
    if (!first_of_line) lines += ' ';
    column += columns + (first_of_line ? 0 : 1);
    lines += word;
    first_of_line = false;
    at = end + 1;
  }
  return lines + "\n";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace tines_mock::contract
