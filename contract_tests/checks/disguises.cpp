#include "contract_tests/checks/disguises.hpp"

#include "support/url.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

#include <openssl/evp.h>

namespace tines_mock::contract {

namespace {

constexpr int layers_of_escapes = 3;

std::string hexadecimal(const std::string& bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

/// Adds every string of the JSON value, names included, without escapes.
void collect_strings(const Json& value, std::string& into) {
  if (value.is_string()) into += value.get<std::string>() + "\n";
  if (!value.is_structured()) return;
  for (const auto& [name, inner] : value.items()) {
    if (value.is_object()) into += name + "\n";
    collect_strings(inner, into);
  }
}

/// An ASCII character and the length of the escape that stands for it.
struct Unescaped {
  char character = 0;
  std::size_t length = 0;
};

/// The number at the front of the text, if it is the code of an ASCII character.
std::optional<Unescaped> numbered(std::string_view digits, int base) {
  unsigned value = 0;
  const auto end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc{} || value > 0x7f) return std::nullopt;
  return Unescaped{static_cast<char>(value), static_cast<std::size_t>(rest - digits.data())};
}

std::optional<Unescaped> json_escape(std::string_view text) {
  if (text.size() > 5 && (text[1] == 'u' || text[1] == 'U')) {
    const auto character = numbered(text.substr(2, 4), 16);
    if (character && character->length == 4) return Unescaped{character->character, 6};
  }
  const bool plain = text.size() > 1 && (text[1] == '/' || text[1] == '"' || text[1] == '\\');
  return plain ? std::optional(Unescaped{text[1], 2}) : std::nullopt;
}

std::optional<Unescaped> html_entity(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 6> named{{{"&amp;", '&'},
                                                                           {"&lt;", '<'},
                                                                           {"&gt;", '>'},
                                                                           {"&quot;", '"'},
                                                                           {"&apos;", '\''},
                                                                           {"&nbsp;", ' '}}};
  for (const auto& [name, character] : named) {
    if (text.starts_with(name)) return Unescaped{character, name.size()};
  }
  if (!text.starts_with("&#") || text.size() < 4) return std::nullopt;
  const bool is_hexadecimal = text[2] == 'x' || text[2] == 'X';
  const std::size_t from = is_hexadecimal ? 3 : 2;
  auto character = numbered(text.substr(from, 8), is_hexadecimal ? 16 : 10);
  if (!character) return std::nullopt;
  character->length += from;
  if (character->length < text.size() && text[character->length] == ';') ++character->length;
  return character;
}

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = std::string_view(text).substr(at);
    const auto found = rest.front() == '\\'  ? json_escape(rest)
                       : rest.front() == '&' ? html_entity(rest)
                                             : std::nullopt;
    plain += found ? found->character : rest.front();
    at += found ? found->length : 1;
  }
  return plain;
}

/// The base64 of the text when so many bytes stand before it, without the characters at either end
/// that depend on neighbouring bytes.
std::string base64_after(std::size_t bytes_before, const std::string& text) {
  auto encoded = base64(std::string(bytes_before, '\0') + text);
  const auto cut_in_front = bytes_before == 0 ? 0 : bytes_before + 1;
  const auto bytes = bytes_before + text.size();
  encoded.resize(bytes * 8 / 6);
  return encoded.substr(std::min<std::size_t>(cut_in_front, encoded.size()));
}

}  // namespace

std::string base64(const std::string& bytes) {
  // OpenSSL ends what it writes with a NUL.
  std::vector<unsigned char> text((bytes.size() + 2) / 3 * 4 + 1);
  EVP_EncodeBlock(text.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  return {text.begin(), text.end() - 1};
}

std::string in_small_letters(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string everything_in(const Answer& answer) {
  std::string text;
  for (const auto& [name, value] : answer.response.headers) text += name + ": " + value + "\n";
  text += answer.response.body + "\n";
  if (answer.json) collect_strings(*answer.json, text);
  return text;
}

std::string with_escapes_undone(std::string text) {
  auto layer = text;
  for (int i = 0; i < layers_of_escapes; ++i) {
    if (layer.find_first_of("\\&%") == std::string::npos) break;
    auto inner = percent_decode(without_escapes(layer), false);
    if (inner == layer) break;
    text += "\n" + inner;
    layer = std::move(inner);
  }
  return text;
}

std::vector<std::string> disguises_of(const std::string& text) {
  std::vector<std::string> all{hexadecimal(text), std::string(text.rbegin(), text.rend())};
  for (const std::size_t before : {0U, 1U, 2U}) {
    auto encoded = base64_after(before, text);
    all.push_back(encoded);
    std::ranges::replace(encoded, '+', '-');
    std::ranges::replace(encoded, '/', '_');
    if (encoded != all.back()) all.push_back(encoded);
  }
  return all;
}

}  // namespace tines_mock::contract
