#pragma once

#include "support/printable.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::contract::testing {

/// Text that stands inside of XML: no markup, no bare &, and nothing that XML 1.0 forbids.
inline bool is_character_data(std::string_view text) {
  std::string without_newlines(text);
  std::erase(without_newlines, '\n');
  if (!is_printable(without_newlines) || text.find('<') != text.npos) return false;
  for (auto at = text.find('&'); at != text.npos; at = text.find('&', at + 1)) {
    const auto reference = text.substr(at, text.find(';', at) + 1 - at);
    const std::vector<std::string_view> known{"&amp;", "&lt;", "&gt;", "&quot;"};
    if (std::ranges::find(known, reference) == known.end()) return false;
  }
  return true;
}

/// What is wrong with an XML document (elements and attributes, no comments, no CDATA) after its
/// first line; "" when it is well-formed.
inline std::string fault_of(std::string_view xml) {
  xml.remove_prefix(xml.find('\n') + 1);
  std::vector<std::string> open;
  while (!xml.empty()) {
    const auto tag = std::min(xml.find('<'), xml.size());
    if (!is_character_data(xml.substr(0, tag))) return "text: " + std::string(xml.substr(0, tag));
    if (tag == xml.size()) break;
    xml.remove_prefix(tag + 1);
    std::size_t end = 0;
    for (bool quoted = false; end < xml.size() && (quoted || xml[end] != '>'); ++end) {
      if (xml[end] == '"') quoted = !quoted;
      if (quoted && xml[end] == '<') return "a < in an attribute";
    }
    if (end == xml.size()) return "a tag without an end";
    const auto inside = xml.substr(0, end);
    xml.remove_prefix(end + 1);
    if (!is_character_data(inside)) return "tag: " + std::string(inside);
    if (inside.starts_with('/')) {
      if (open.empty() || open.back() != inside.substr(1)) return "end of " + std::string(inside);
      open.pop_back();
    } else if (!inside.ends_with('/')) {
      open.emplace_back(inside.substr(0, inside.find(' ')));
    }
  }
  return open.empty() ? "" : "no end of " + open.back();
}

}  // namespace tines_mock::contract::testing
