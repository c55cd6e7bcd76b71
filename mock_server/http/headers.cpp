#include "http/headers.hpp"

#include <tines_mock/http.hpp>

#include <algorithm>

namespace tines_mock {
namespace {

template <class Take>
void for_each_list_element(const Headers& headers, std::string_view name, Take take) {
  for (const auto& [line_name, value] : headers) {
    if (!same_name(line_name, name)) continue;
    for_each_part(value, ',', [&](std::string_view part) {
      if (const auto element = without_blanks(part); !element.empty()) take(element);
    });
  }
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

std::vector<std::string_view> list_elements(const Headers& headers, std::string_view name) {
  std::vector<std::string_view> all;
  for_each_list_element(headers, name, [&](std::string_view element) { all.push_back(element); });
  return all;
}

bool has_list_element(const Headers& headers, std::string_view name, std::string_view element) {
  bool found = false;
  for_each_list_element(headers, name,
                        [&](std::string_view one) { found = found || same_name(one, element); });
  return found;
}

std::string compared_value(std::string_view name, std::string_view value) {
  constexpr std::string_view bearer = "Bearer ";
  value = without_blanks(value);
  const bool holds_credentials =
      same_name(name, "Authorization") || same_name(name, "Proxy-Authorization");
  if (!holds_credentials || !same_name(value.substr(0, bearer.size()), bearer))
    return std::string(value);
  return std::string(bearer).append(without_blanks(value.substr(bearer.size())));
}

Cookie parse_cookie(std::string_view pair) {
  pair = without_blanks(pair);
  const auto equals = pair.find('=');
  if (equals == pair.npos || pair.find_first_not_of('=', equals) == pair.npos) return {"", pair};
  return {pair.substr(0, equals), pair.substr(equals + 1)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : lines_)
    if (same_name(key, name)) return value;
  return std::nullopt;
}

void Headers::add(std::string name, std::string value) {
  lines_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value) {
  remove(name);
  add(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name) {
  std::erase_if(lines_, [&](const Line& line) { return same_name(line.first, name); });
}

}  // namespace tines_mock
