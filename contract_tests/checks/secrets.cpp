#include "contract_tests/checks/secrets.hpp"

#include "contract_tests/checks/disguises.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

bool holds_any(const std::string& text, const std::vector<std::string>& forms) {
  return std::ranges::any_of(
      forms, [&](const auto& form) { return text.find(form) != std::string::npos; });
}

bool has_digit(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos;
}

/// Parts of a long key, each half as long. Any piece of three quarters of the key holds one of
/// them, and so does half of it at either end.
std::vector<std::string> halves_of(const std::string& key) {
  const auto half = key.size() / 2;
  return {key.substr(0, half), key.substr(key.size() / 4, half), key.substr(key.size() - half)};
}

}  // namespace

Secrets::Secrets(std::vector<std::string> keys, std::vector<std::string> innocent)
    : innocent_(std::move(innocent)) {
  for (const auto& key : keys) add(key);
}

bool Secrets::is_innocent(const std::string& text) const {
  return std::ranges::any_of(
      innocent_, [&](const auto& other) { return other.find(text) != std::string::npos; });
}

void Secrets::add_form(std::vector<std::string>& forms, const std::string& form) const {
  if (form.size() >= shortest_key && !is_innocent(form)) forms.push_back(form);
}

void Secrets::add(const std::string& key) {
  const bool known = std::ranges::find(secrets_, key, &Secret::key) != secrets_.end();
  if (key.size() < shortest_key || is_innocent(key) || known) return;
  Secret secret{key, {key}, {}};
  for (const auto& form : disguises_of(key)) add_form(secret.forms, form);
  add_form(secret.forms_in_any_case, in_small_letters(disguises_of(key).front()));
  if (key.size() >= long_key) {
    for (const auto& half : halves_of(key)) add_form(secret.forms, half);
    add_form(secret.forms, key.substr(key.size() - telling_part));
    // A key may begin with words that say what it opens.
    const auto front = key.substr(0, telling_part);
    if (has_digit(front)) add_form(secret.forms, front);
    add_form(secret.forms_in_any_case, in_small_letters(key));
  }
  secrets_.push_back(std::move(secret));
}

bool Secrets::are_in(const std::string& text) const {
  const auto plain = with_escapes_undone(text);
  const auto small = in_small_letters(plain);
  return std::ranges::any_of(secrets_, [&](const Secret& secret) {
    return holds_any(plain, secret.forms) || holds_any(small, secret.forms_in_any_case);
  });
}

CheckResult Secrets::leaked_in(const Answer& answer) const {
  if (!are_in(everything_in(answer))) return holds;
  return Finding{"no key in the answer",
                 "the key, an encoding of it or a telling part of it in the answer to " +
                     name_of(answer.call.operation)};
}

}  // namespace tines_mock::contract
