#include "contract_tests/report/redactor.hpp"

#include "contract_tests/target/call.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

/// As it stands inside a JSON string.
std::string escaped(const std::string& text) {
  const auto quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Redactor::Redactor(const Settings& settings) {
  const auto add = [this](const std::string& key, const std::string& variable) {
    if (key.empty()) return;
    names_.emplace_back(key, variable);
    if (escaped(key) != key) names_.emplace_back(escaped(key), variable);
  };
  add(settings.api_key, "TINES_API_KEY");
  // In the words of a shell, what `nearly` makes of the key.
  for (const auto& key : nearly(settings.api_key)) {
    if (key.size() == settings.api_key.size()) add(key, "{TINES_API_KEY^^}");
    if (key.size() < settings.api_key.size()) add(key, "{TINES_API_KEY%?}");
  }
  if (settings.destination_api_key != settings.api_key) {
    add(settings.destination_api_key, "TINES_DESTINATION_API_KEY");
  }
  add(settings.limited_api_key.value_or(""), "TINES_LIMITED_API_KEY");
  // A key that holds another one goes first.
  std::ranges::stable_sort(
      names_, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Redactor::operator()(std::string text) const {
  for (const auto& [key, variable] : names_) replace_all(text, key, "$" + variable);
  return text;
}

std::string Redactor::in_single_quotes(const std::string& text) const {
  // Keys are taken out before quotes are escaped: a key may hold one.
  std::string quoted = text;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    replace_all(quoted, names_[i].first, "\x01" + std::to_string(i) + "\x02");
  }
  replace_all(quoted, "'", "'\\''");
  for (std::size_t i = 0; i < names_.size(); ++i) {
    replace_all(quoted, "\x01" + std::to_string(i) + "\x02", "'\"$" + names_[i].second + "\"'");
  }
  return "'" + quoted + "'";
}

}  // namespace tines_mock::contract
