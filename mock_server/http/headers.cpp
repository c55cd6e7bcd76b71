#include "http/headers.hpp"

#include <tines_mock/http.hpp>

#include <algorithm>

namespace tines_mock {

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_character);
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
