#include "support/escape.hpp"

#include "support/printable.hpp"

namespace tines_mock {
namespace {

std::string quote_with_escapes(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string word = "$'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= ' ' && byte < 0x7f && c != '\'' && c != '\\') {
      word += c;
    } else {
      word += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return word + "'";
}

}  // namespace

std::string escape_markup(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string quote_for_shell(std::string_view text) {
  if (!is_printable(text)) return quote_with_escapes(text);
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace tines_mock
