#include "contract_tests/report/redactor.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/report/printable.hpp"
#include "contract_tests/target/call.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

/// As a shell takes it for this text: '…', or $'…' where that could not be printed.
std::string shell_word(std::string_view text) {
  if (text.empty()) return "";
  const bool plain = is_printable(text);
  std::string word = plain ? "'" : "$'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain && c == '\'') {
      word += "'\\''";
    } else if (plain || (byte >= ' ' && byte < 0x7f && c != '\'' && c != '\\')) {
      word += c;
    } else {
      static constexpr char digits[] = "0123456789abcdef";
      word += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return word + "'";
}

/// As it stands inside a JSON string.
std::string escaped(const std::string& text) {
  const auto quoted = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Redactor::Redactor(const Settings& settings)
    : secrets_(
          {settings.api_key, settings.destination_api_key, settings.limited_api_key.value_or("")},
          {settings.tenant_url, settings.destination_url}) {
  const auto add = [this](const std::string& key, const std::string& variable) {
    if (key.empty()) return;
    names_.emplace_back(key, variable);
    if (escaped(key) != key) names_.emplace_back(escaped(key), variable);
    if (key.size() < Secrets::shortest_key) return;
    for (const auto& form : disguises_of(key)) disguises_.emplace_back(form, variable);
    disguises_.emplace_back(percent_encoded(key), variable);
  };
  add(settings.api_key, "TINES_API_KEY");
  // In the words of a shell, what `nearly` makes of the key.
  for (const auto& key : nearly(settings.api_key)) {
    if (key.size() == settings.api_key.size()) add(key, "{TINES_API_KEY^^}");
    if (key.size() < settings.api_key.size()) add(key, "{TINES_API_KEY%?}");
  }
  // And as the user of Basic.
  add(base64(settings.api_key + ":"), "(printf %s \"$TINES_API_KEY:\" | base64 -w0)");
  if (settings.destination_api_key != settings.api_key) {
    add(settings.destination_api_key, "TINES_DESTINATION_API_KEY");
  }
  add(settings.limited_api_key.value_or(""), "TINES_LIMITED_API_KEY");
  // A key that holds another one goes first.
  for (auto* names : {&names_, &disguises_}) {
    std::ranges::stable_sort(
        *names, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

std::string Redactor::operator()(std::string text) const {
  return printable(without_keys(std::move(text)));
}

std::string Redactor::without_keys(std::string text) const {
  for (const auto* names : {&names_, &disguises_}) {
    for (const auto& [key, variable] : *names) replace_all(text, key, "$" + variable);
  }
  if (secrets_.are_in(text)) return "(not shown: it holds a key in another form)";
  return text;
}

std::string Redactor::quoted(std::string_view text) const {
  std::string words;
  while (!text.empty()) {
    // The first key, and of those that begin there the longest.
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
