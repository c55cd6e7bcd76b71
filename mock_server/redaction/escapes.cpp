#include "redaction/escapes.hpp"

#include <algorithm>
#include <charconv>

namespace tines_mock::redaction {
namespace {

struct Character {
  std::string bytes;
  std::size_t length;  ///< of its escape
};

std::optional<unsigned> parse_hexadecimal(std::string_view digits, std::size_t count) {
  if (digits.size() < count) return std::nullopt;
  unsigned value = 0;
  const auto* last = digits.data() + count;
  const auto [end, error] = std::from_chars(digits.data(), last, value, 16);
  return error == std::errc() && end == last ? std::optional(value) : std::nullopt;
}

std::string utf8_of(unsigned code) {
  const auto byte = [](unsigned bits) { return static_cast<char>(bits); };
  const auto last = byte(0x80 | (code & 0x3f));
  const auto last_but_one = byte(0x80 | ((code >> 6) & 0x3f));
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xc0 | (code >> 6)), last};
  if (code < 0x10000) return {byte(0xe0 | (code >> 12)), last_but_one, last};
  return {byte(0xf0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3f)), last_but_one, last};
}

std::optional<Character> read_unicode_escape(std::string_view text) {
  const auto high = parse_hexadecimal(text.substr(2), 4);
  if (!high) return std::nullopt;
  if (*high >= 0xd800 && *high < 0xdc00 && text.substr(6, 2) == "\\u")
    if (const auto low = parse_hexadecimal(text.substr(8), 4);
        low && *low >= 0xdc00 && *low < 0xe000)
      return Character{utf8_of(0x10000 + ((*high - 0xd800) << 10) + (*low - 0xdc00)), 12};
  return Character{utf8_of(*high), 6};
}

std::optional<Character> read_json_escape(std::string_view text) {
  constexpr std::string_view names = "bfnrt";
  constexpr std::string_view controls = "\b\f\n\r\t";
  if (text.size() < 2) return std::nullopt;
  if (text[1] == 'u') return read_unicode_escape(text);
  const auto control = names.find(text[1]);
  return Character{{control == std::string_view::npos ? text[1] : controls[control]}, 2};
}

std::optional<Character> read_percent_escape(std::string_view text) {
  if (const auto value = parse_hexadecimal(text.substr(1), 2))
    return Character{{static_cast<char>(*value)}, 3};
  return std::nullopt;
}

}  // namespace

std::size_t Unescaped::place_of(std::size_t at) const {
  const auto next = std::ranges::upper_bound(escapes, at, {}, &Escape::end);
  return next == escapes.begin() ? at : at + std::prev(next)->saved;
}

std::optional<Unescaped> unescape(std::string_view text, Escaping escaping) {
  const char mark = escaping == Escaping::json ? '\\' : '%';
  auto escape = text.find(mark);
  if (escape == std::string_view::npos) return std::nullopt;
  Unescaped result;
  std::size_t saved = 0;
  for (; escape != std::string_view::npos; escape = text.find(mark)) {
    const auto at = text.substr(escape);
    const auto found = escaping == Escaping::json ? read_json_escape(at) : read_percent_escape(at);
    const auto character = found.value_or(Character{{mark}, 1});
    result.text.append(text.substr(0, escape)).append(character.bytes);
    text.remove_prefix(escape + character.length);
    saved += character.length - character.bytes.size();
    if (found) result.escapes.push_back({result.text.size(), saved});
  }
  result.text.append(text);
  return result.escapes.empty() ? std::nullopt : std::optional(std::move(result));
}

}  // namespace tines_mock::redaction
