#pragma once

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// Encodings in which a text hides from a plain search.
namespace tines_mock::end_to_end {

/// Every byte as %XX.
inline std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const unsigned char byte : text) {
    char escape[4];
    std::snprintf(escape, sizeof escape, "%%%02X", byte);
    encoded += escape;
  }
  return encoded;
}

/// JSON with each ASCII character escaped.
inline std::string json_escaped(std::string_view text) {
  std::string escaped;
  for (const unsigned char byte : text) {
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", byte);
    escaped += byte < 0x80 ? std::string(escape) : std::string(1, static_cast<char>(byte));
  }
  return escaped;
}

inline std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '%' && i + 2 < text.size() && std::isxdigit(text[i + 1]) &&
                         std::isxdigit(text[i + 2]);
    decoded += escaped
                   ? static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16))
                   : text[i];
    if (escaped) i += 2;
  }
  return decoded;
}

/// The text with its JSON escapes decoded, whether all of it is JSON or not. Characters up to
/// U+07FF only.
inline std::string json_unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      plain += text[i];
    } else if (text[i + 1] == 'u' && i + 5 < text.size()) {
      const auto code = std::strtol(std::string(text.substr(i + 2, 4)).c_str(), nullptr, 16);
      if (code >= 0x80) plain += static_cast<char>(0xc0 | (code >> 6));
      plain += static_cast<char>(code < 0x80 ? code : 0x80 | (code & 0x3f));
      i += 5;
    } else {
      plain += text[++i];
    }
  }
  return plain;
}

}  // namespace tines_mock::end_to_end
