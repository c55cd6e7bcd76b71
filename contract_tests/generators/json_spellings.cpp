#include "contract_tests/generators/json_spellings.hpp"

#include <string_view>

namespace tines_mock::contract {

namespace {

std::string escaped(std::string_view text) {
  static constexpr std::string_view digits = "0123456789aBcDeF";
  std::string written;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    written += {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  }
  return written;
}

}  // namespace

std::string spread_out(const Json& value) {
  static constexpr std::string_view space = " \t\r\n", marks = "{}[]:,";
  std::string spread(space);
  bool in_string = false, is_escaped = false;
  for (const char c : value.dump()) {
    const bool is_mark = !in_string && marks.find(c) != std::string_view::npos;
    if (is_mark) spread += space;
    spread += c;
    if (is_mark) spread += space;
    if (c == '"' && !is_escaped) in_string = !in_string;
    is_escaped = c == '\\' && !is_escaped;
  }
  return spread.append(space);
}

std::string with_escaped_names(const Json& object) {
  std::string written;
  for (const auto& [name, value] : object.items()) {
    written += (written.empty() ? "\"" : ",\"") + escaped(name) + "\":" + value.dump();
  }
  return "{" + written + "}";
}

std::string with_escaped_slashes(const Json& value) {
  std::string written;
  for (const char c : value.dump()) written += c == '/' ? "\\/" : std::string(1, c);
  return written;
}

std::string in_ascii(const Json& value) {
  return value.dump(-1, ' ', true);
}

}  // namespace tines_mock::contract
