#include "redaction/secret_member.hpp"

#include "http/headers.hpp"

#include <algorithm>
#include <string>

namespace tines_mock::redaction {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

/// The quotation mark at `at` with the backslashes before it. Their number says in how many JSON
/// strings it is nested.
std::string_view quote_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && text[end] == '\\') ++end;
  if (end < text.size() && (text[end] == '"' || text[end] == '\''))
    return text.substr(at, end + 1 - at);
  return text.substr(at, 3) == "%22" ? text.substr(at, 3) : std::string_view();
}

// A quotation mark after more backslashes than the opening one is part of the text. At the
// outermost level a pair of backslashes stands for one backslash.
std::size_t find_closing_quote(std::string_view text, std::size_t at, std::string_view quote) {
  const auto backslashes = quote.size() - 1;
  while ((at = text.find(quote.back(), at)) != std::string_view::npos) {
    if (quote == "%22") {
      if (text.substr(at - 2, 3) == quote) return at - 2;
    } else {
      auto begin = at;
      while (begin > 0 && text[begin - 1] == '\\') --begin;
      const auto before = at - begin;
      if (backslashes == 0 ? before % 2 == 0 : before <= backslashes)
        return at - std::min(before, backslashes);
    }
    ++at;
  }
  return text.size();
}

std::size_t find_closing_bracket(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = find_closing_quote(text, at + 1, "\"");
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ']' || c == '}') && --depth == 0) {
      return at + 1;
    }
    ++at;
  }
  return text.size();
}

std::size_t find_end_of_bare_value(std::string_view text, std::size_t at) {
  constexpr std::string_view ends = ",}]&;\"'\\ \t\r\n";
  return std::min(text.find_first_of(ends, at), text.size());
}

std::size_t skip_separator(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == ':' || text[at] == '=')) return at + 1;
  const auto encoded = text.substr(at, 3);
  return same_name(encoded, "%3A") || same_name(encoded, "%3D") ? at + 3 : at;
}

}  // namespace

std::optional<SecretValue> find_value_after_name(std::string_view text, std::size_t at) {
  if (at < text.size() && is_word(text[at])) return std::nullopt;
  const auto name_quote = quote_at(text, at);
  const auto separator = skip_spaces(text, at + name_quote.size());
  const auto begin = skip_spaces(text, skip_separator(text, separator));
  if (begin >= text.size() || (name_quote.empty() && begin == at)) return std::nullopt;

  if (const auto quote = quote_at(text, begin); !quote.empty()) {
    const auto inside = begin + quote.size();
    return SecretValue{inside, find_closing_quote(text, inside, quote), "",
                       quote == "\"" ? Quoting::string : Quoting::any};
  }
  const bool nested = text[begin] == '[' || text[begin] == '{';
  const auto end = nested ? find_closing_bracket(text, begin) : find_end_of_bare_value(text, begin);
  if (end == begin || text.substr(begin, end - begin) == "null") return std::nullopt;
  return SecretValue{begin, end, std::string(name_quote),
                     name_quote.empty() ? Quoting::none : Quoting::any};
}

}  // namespace tines_mock::redaction
