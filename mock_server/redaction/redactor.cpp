#include "redaction/redactor.hpp"

#include "http/credentials.hpp"
#include "http/names.hpp"
#include "redaction/escapes.hpp"
#include "redaction/json_strings.hpp"
#include "redaction/secret_member.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace tines_mock::redaction {
namespace {

constexpr std::string_view secret_member = "destination_tenant_api_key";

constexpr std::string_view hexadecimal_digits = "0123456789abcdef";

constexpr std::array secret_headers = {
    std::string_view("Authorization"), std::string_view("Proxy-Authorization"),
    std::string_view("X-User-Token"),  std::string_view("X-Control-Token"),
    std::string_view("Cookie"),        std::string_view("Set-Cookie")};

bool is_secret_header(std::string_view name) {
  return std::any_of(secret_headers.begin(), secret_headers.end(),
                     [&](std::string_view secret) { return same_name(secret, name); });
}

// Whether it has been redacted already.
bool is_label(std::string_view text) {
  constexpr std::string_view begin = "[redacted";
  if (!text.starts_with(begin) || !text.ends_with(']')) return false;
  const auto mark = text.substr(begin.size(), text.size() - begin.size() - 1);
  return mark.empty() || (mark.size() == 9 && mark.front() == ':' &&
                          mark.find_first_not_of(hexadecimal_digits, 1) == mark.npos);
}

std::string as_json_means_it(std::string_view text) {
  auto plain = unescaped(text, Escaping::json);
  return plain ? std::move(plain->text) : std::string(text);
}

}  // namespace

/// The strings of a text that is JSON. Whether it is, is found out when somebody asks: for the
/// usual text nobody does.
class Redactor::LazyJson {
 public:
  explicit LazyJson(std::string_view text) : text_(text) {}

  bool is_json() {
    if (!asked_ && nlohmann::json::accept(text_)) strings_.emplace(text_);
    asked_ = true;
    return strings_.has_value();
  }

  /// REQUIRES: as JsonStrings::around. Nothing when it is not JSON.
  std::optional<JsonStrings::String> string_around(std::size_t at) {
    return is_json() ? strings_->around(at) : std::nullopt;
  }

 private:
  std::string_view text_;
  bool asked_ = false;
  std::optional<JsonStrings> strings_;
};

Redactor::Redactor() {
  secrets_.know(secret_member);
}

void Redactor::learn_from(std::string_view body) {
  for (const auto& part : parts(body, Words::theirs))
    if (part.is_string_of_member)
      secrets_.remember(as_json_means_it(body.substr(part.begin, part.end - part.begin)));
}

std::string Redactor::label(std::string_view secret, Words words) const {
  if (words == Words::ours) return "[redacted]";
  const auto hash = hash_(secret);
  std::string mark = "[redacted:";
  for (int bits = 28; bits >= 0; bits -= 4) mark += hexadecimal_digits[hash >> bits & 0xf];
  return mark + ']';
}

// In JSON a name in quotation marks of its own has a value behind it. Within a longer string its
// value stands there too.
std::optional<Redactor::Part> Redactor::member(std::string_view text, const Found& name,
                                               LazyJson& json, Words words) const {
  const bool is_whole = text.substr(name.end).starts_with('"');
  if (const auto string = is_whole ? std::nullopt : json.string_around(name.begin))
    text = text.substr(0, string->end);
  const auto value = value_after_name(text, name.end);
  if (!value || (value->quoting == Quoting::none && words == Words::ours)) return std::nullopt;
  const auto secret = text.substr(value->begin, value->end - value->begin);
  if (is_label(secret)) return std::nullopt;
  return Part{value->begin, value->end,
              value->quote + label(as_json_means_it(secret), words) + value->quote,
              value->quoting == Quoting::string};
}

// In JSON only what stands within one string; of our own members we know the names.
std::optional<Redactor::Part> Redactor::known(const Found& found, LazyJson& json,
                                              Words words) const {
  if (json.is_json()) {
    const auto string = json.string_around(found.begin);
    if (!string || found.end > string->end) return std::nullopt;
    if (string->is_name && words == Words::ours) return std::nullopt;
  }
  return Part{found.begin, found.end, label(found.secret, words)};
}

std::vector<Redactor::Part> Redactor::parts(std::string_view text, Words words) const {
  std::vector<Part> parts;
  LazyJson json(text);
  for (const auto& found : find_all(secrets_, text)) {
    if (!parts.empty() && found.end <= parts.back().end) continue;
    auto part = found.secret == secret_member ? member(text, found, json, words)
                                              : known(found, json, words);
    if (part) parts.push_back(std::move(*part));
  }
  return parts;
}

void Redactor::clean(std::string& text, Words words) const {
  const auto parts = this->parts(text, words);
  if (parts.empty()) return;
  std::string clean;
  std::size_t at = 0;
  for (const auto& part : parts) {
    if (part.begin > at) clean.append(text, at, part.begin - at);
    clean.append(part.replacement);
    at = std::max(at, part.end);
  }
  text = clean.append(text, at);
}

// "Bearer" tells how a client authenticates and is no secret.
std::string Redactor::clean_header(std::string_view value) const {
  constexpr std::string_view bearer = "Bearer ";
  if (!same_name(value.substr(0, bearer.size()), bearer)) return label(value, Words::theirs);
  return std::string(bearer) + label(value.substr(bearer.size()), Words::theirs);
}

Headers Redactor::clean(const Headers& headers) const {
  Headers clean_headers;
  for (auto [name, value] : headers) {
    if (is_secret_header(name))
      value = clean_header(compared_value(name, value));
    else
      clean(value, Words::theirs);
    clean(name, Words::theirs);
    clean_headers.add(std::move(name), std::move(value));
  }
  return clean_headers;
}

std::string Redactor::text(std::string text) const {
  clean(text, Words::ours);
  return text;
}

JournalEntry Redactor::entry(JournalEntry entry) const {
  auto& request = entry.request;
  for (auto* text : {&entry.path, &request.method, &request.target, &request.body})
    clean(*text, Words::theirs);
  request.headers = clean(request.headers);
  clean(entry.response_body, Words::ours);
  return entry;
}

Matcher Redactor::matcher(Matcher matcher) const {
  matcher.headers = clean(matcher.headers);
  for (auto* text : {&matcher.method, &matcher.path, &matcher.body_json})
    if (*text) clean(**text, Words::theirs);
  return matcher;
}

}  // namespace tines_mock::redaction
