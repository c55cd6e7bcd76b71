#include "contract_tests/report/redactor.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/target/call.hpp"
#include "support/escape.hpp"
#include "support/printable.hpp"
#include "support/replace_all.hpp"
#include "support/url.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

std::string shell_word(std::string_view text) {
  return text.empty() ? "" : quote_for_shell(text);
}

std::string escape_for_json(const std::string& text) {
  const auto quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

ReportRedactor::ReportRedactor(const Settings& settings)
    : secrets_(
          {settings.api_key, settings.destination_api_key, settings.limited_api_key.value_or("")},
          {settings.tenant_url, settings.destination_url}) {
  const auto add = [this](const std::string& key, const std::string& variable) {
    if (key.empty()) return;
    names_.emplace_back(key, variable);
    if (escape_for_json(key) != key) names_.emplace_back(escape_for_json(key), variable);
    if (key.size() < Secrets::shortest_key) return;
    for (const auto& form : disguises_of(key)) disguises_.emplace_back(form, variable);
    disguises_.emplace_back(percent_encode(key), variable);
  };
  add(settings.api_key, "TINES_API_KEY");
  // Of `similar_keys`, those that bash can make from the variable.
  for (const auto& key : similar_keys(settings.api_key)) {
    if (key.size() == settings.api_key.size()) add(key, "{TINES_API_KEY^^}");
    if (key.size() < settings.api_key.size()) add(key, "{TINES_API_KEY%?}");
  }
  // The key as the user name of HTTP Basic authentication.
  add(base64(settings.api_key + ":"), "(printf %s \"$TINES_API_KEY:\" | base64 -w0)");
  if (settings.destination_api_key != settings.api_key) {
    add(settings.destination_api_key, "TINES_DESTINATION_API_KEY");
  }
  add(settings.limited_api_key.value_or(""), "TINES_LIMITED_API_KEY");
  // Longer keys first: one may contain another.
  for (auto* names : {&names_, &disguises_}) {
    std::ranges::stable_sort(
        *names, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

std::string ReportRedactor::operator()(std::string text) const {
  return printable(without_keys(std::move(text)));
}

std::string ReportRedactor::without_keys(std::string text) const {
  for (const auto* names : {&names_, &disguises_}) {
    for (const auto& [key, variable] : *names) replace_all(text, key, "$" + variable);
  }
  if (secrets_.are_in(text)) return "(not shown: it holds a key in another form)";
  return text;
}

std::string ReportRedactor::quoted(std::string_view text) const {
  std::string words;
  while (!text.empty()) {
    // The key that begins first; the longest, if several begin there.
    std::size_t at = text.size(), length = 0;
    const std::string* variable = nullptr;
    for (const auto& [key, name] : names_) {
      const auto found = text.find(key);
      if (found >= at) continue;
      at = found;
      length = key.size();
      variable = &name;
    }
    words += shell_word(text.substr(0, at));
    if (variable != nullptr) words += "\"$" + *variable + "\"";
    text.remove_prefix(at + length);
  }
  return words.empty() ? "''" : words;
}

}  // namespace tines_mock::contract
