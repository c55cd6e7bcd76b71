#include "contract_tests/checks/secrets.hpp"

#include "contract_tests/target/url.hpp"

#include <algorithm>
#include <string_view>

namespace tines_mock::contract {

namespace {

constexpr std::size_t long_key = 16;

std::string hexadecimal(const std::string& bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

/// Every string in it, names included, unescaped.
void collect_strings(const Json& value, std::string& into) {
  if (value.is_string()) into += value.get<std::string>() + "\n";
  if (!value.is_structured()) return;
  for (const auto& [name, inner] : value.items()) {
    if (value.is_object()) into += name + "\n";
    collect_strings(inner, into);
  }
}

std::string everything_in(const Answer& answer) {
  std::string text;
  for (const auto& [name, value] : answer.response.headers) text += name + ": " + value + "\n";
  text += answer.response.body + "\n";
  if (answer.json) collect_strings(*answer.json, text);
  return text + percent_decoded(text);
}

/// Three quarters of a long key are as good as the key; whatever three quarters hold its middle.
bool holds_most_of(const std::string& text, const std::string& key) {
  if (key.size() < long_key) return text.find(key) != std::string::npos;
  const auto part = key.size() * 3 / 4;
  const auto middle = std::string_view(key).substr(key.size() - part, 2 * part - key.size());
  if (text.find(middle) == std::string::npos) return false;
  for (std::size_t from = 0; from + part <= key.size(); ++from) {
    if (text.find(key.substr(from, part)) != std::string::npos) return true;
  }
  return false;
}

std::string without_padding(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  return text;
}

}  // namespace

std::string base64(const std::string& bytes) {
  static constexpr char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : digits[group >> (18 - 6 * k) & 63];
    }
  }
  return text;
}

std::vector<std::string> disguises_of(const std::string& key) {
  return {without_padding(base64(key)), hexadecimal(key), std::string(key.rbegin(), key.rend())};
}

Secrets::Secrets(std::vector<std::string> keys, std::vector<std::string> innocent)
    : innocent_(std::move(innocent)) {
  for (const auto& key : keys) add(key);
}

void Secrets::add(const std::string& key) {
  const bool innocent = std::ranges::any_of(
      innocent_, [&](const auto& text) { return text.find(key) != std::string::npos; });
  const bool known = std::ranges::find(secrets_, key, &Secret::key) != secrets_.end();
  if (key.size() < shortest_key || innocent || known) return;
  secrets_.push_back({key, disguises_of(key)});
}

Verdict Secrets::leaked_in(const Answer& answer) const {
  const auto text = everything_in(answer);
  for (const auto& [key, disguises] : secrets_) {
    const bool disguised = std::ranges::any_of(
        disguises, [&](const auto& form) { return text.find(form) != std::string::npos; });
    if (disguised || holds_most_of(text, key)) {
      return Finding{"no key in the answer",
                     "the key, an encoding of it or most of it in the answer to " +
                         name_of(answer.call.operation)};
    }
  }
  return holds;
}

}  // namespace tines_mock::contract
