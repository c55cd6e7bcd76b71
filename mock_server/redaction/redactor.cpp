#include "redaction/redactor.hpp"

#include "http/headers.hpp"
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
    std::string_view("X-User-Token"), std::string_view("X-Control-Token")};

bool is_cookie_header(std::string_view name) {
  return same_name(name, "Cookie") || same_name(name, "Set-Cookie");
}

bool is_secret_header(std::string_view name) {
  return std::any_of(secret_headers.begin(), secret_headers.end(),
                     [&](std::string_view secret) { return same_name(secret, name); });
}

// Whether the text was redacted already.
bool is_mark(std::string_view text) {
  constexpr std::string_view begin = "[redacted";
  if (!text.starts_with(begin) || !text.ends_with(']')) return false;
  const auto mark = text.substr(begin.size(), text.size() - begin.size() - 1);
  return mark.empty() || (mark.size() == 9 && mark.front() == ':' &&
                          mark.find_first_not_of(hexadecimal_digits, 1) == mark.npos);
}

std::string without_json_escapes(std::string_view text) {
  auto plain = unescape(text, Escaping::json);
  return plain ? std::move(plain->text) : std::string(text);
}

}  // namespace

/// The strings of a text, if it is JSON. Parsed when it is first needed: most texts contain no
/// secret.
class Redactor::LazyJson {
 public:
  explicit LazyJson(std::string_view text) : text_(text) {}

  bool is_json() {
    if (!asked_ && nlohmann::json::accept(text_)) strings_.emplace(text_);
    asked_ = true;
    return strings_.has_value();
  }

  /// Empty when the text is not JSON. REQUIRES: as JsonStrings::around.
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
  for (const auto& part : find_parts(body, Author::client))
    if (part.is_string_of_member)
      secrets_.remember(without_json_escapes(body.substr(part.begin, part.end - part.begin)));
}

std::string Redactor::mark(std::string_view secret, Author author) const {
  if (author == Author::mock) return "[redacted]";
  const auto hash = hash_(secret);
  std::string text = "[redacted:";
  for (int bits = 28; bits >= 0; bits -= 4) text += hexadecimal_digits[hash >> bits & 0xf];
  return text + ']';
}

// Where the name is only a part of a JSON string, the value is a part of that string too.
std::optional<Redactor::Part> Redactor::find_value_of_member(std::string_view text,
                                                             const Found& name, LazyJson& json,
                                                             Author author) const {
  const bool is_whole = text.substr(name.end).starts_with('"');
  if (const auto string = is_whole ? std::nullopt : json.string_around(name.begin))
    text = text.substr(0, string->end);
  const auto value = find_value_after_name(text, name.end);
  if (!value || (value->quoting == Quoting::none && author == Author::mock)) return std::nullopt;
  const auto secret = text.substr(value->begin, value->end - value->begin);
  if (is_mark(secret)) return std::nullopt;
  return Part{value->begin, value->end,
              value->quote + mark(without_json_escapes(secret), author) + value->quote,
              value->quoting == Quoting::string};
}

// In JSON a secret is replaced only within one string, and in the mock's JSON not in names.
std::optional<Redactor::Part> Redactor::find_known(const Found& found, LazyJson& json,
                                                   Author author) const {
  if (json.is_json()) {
    const auto string = json.string_around(found.begin);
    if (!string || found.end > string->end) return std::nullopt;
    if (string->is_name && author == Author::mock) return std::nullopt;
  }
  return Part{found.begin, found.end, mark(found.secret, author)};
}

std::vector<Redactor::Part> Redactor::find_parts(std::string_view text, Author author) const {
  std::vector<Part> parts;
  LazyJson json(text);
  for (const auto& found : find_secrets(secrets_, text)) {
    if (!parts.empty() && found.end <= parts.back().end) continue;
    auto part = found.secret == secret_member ? find_value_of_member(text, found, json, author)
                                              : find_known(found, json, author);
    if (part) parts.push_back(std::move(*part));
  }
  return parts;
}

void Redactor::redact(std::string& text, Author author) const {
  const auto parts = find_parts(text, author);
  if (parts.empty()) return;
  std::string redacted;
  std::size_t at = 0;
  for (const auto& part : parts) {
    if (part.begin > at) redacted.append(text, at, part.begin - at);
    redacted.append(part.replacement);
    at = std::max(at, part.end);
  }
  text = redacted.append(text, at);
}

// "Bearer" is the scheme of the credentials, which is no secret.
std::string Redactor::redact_credentials(std::string_view value, Author author) const {
  constexpr std::string_view bearer = "Bearer ";
  if (!same_name(value.substr(0, bearer.size()), bearer)) return mark(value, author);
  return std::string(bearer) + mark(value.substr(bearer.size()), author);
}

std::string Redactor::redact_cookie(std::string_view pair, Author author) const {
  const auto [name, value] = parse_cookie(pair);
  return (name.empty() ? "" : std::string(name) + '=') +
         (is_mark(value) ? std::string(value) : mark(value, author));
}

// The names of cookies and what follows the first pair of Set-Cookie, its attributes, are no
// secrets, unless they are known ones.
std::string Redactor::redact_cookies(std::string_view header, std::string value,
                                     Author author) const {
  redact(value, author);
  const auto end_of_first = std::min(value.find(';'), value.size());
  if (same_name(header, "Set-Cookie"))
    return redact_cookie(std::string_view(value).substr(0, end_of_first), author) +
           value.substr(end_of_first);
  std::string redacted;
  for_each_part(value, ';', [&](std::string_view pair) {
    redacted += (redacted.empty() ? "" : "; ") + redact_cookie(pair, author);
  });
  return redacted.empty() ? mark("", author) : redacted;
}

Headers Redactor::redact(const Headers& headers, Author author) const {
  Headers redacted;
  for (auto [name, value] : headers) {
    if (is_cookie_header(name))
      value = redact_cookies(name, compared_value(name, value), author);
    else if (is_secret_header(name))
      value = redact_credentials(compared_value(name, value), author);
    else
      redact(value, author);
    redact(name, author);
    redacted.add(std::move(name), std::move(value));
  }
  return redacted;
}

std::string Redactor::text(std::string text) const {
  redact(text, Author::mock);
  return text;
}

Response Redactor::response(Response response) const {
  response.headers = redact(response.headers, Author::mock);
  redact(response.body, Author::mock);
  return response;
}

JournalEntry Redactor::entry(JournalEntry entry) const {
  auto& request = entry.request;
  for (auto* text : {&entry.path, &request.method, &request.target, &request.body})
    redact(*text, Author::client);
  request.headers = redact(request.headers, Author::client);
  entry.response_headers = redact(entry.response_headers, Author::mock);
  redact(entry.response_body, Author::mock);
  if (auto& there = entry.tenant_response) *there = response(std::move(*there));
  return entry;
}

Matcher Redactor::matcher(Matcher matcher) const {
  matcher.headers = redact(matcher.headers, Author::client);
  for (auto* text : {&matcher.method, &matcher.path, &matcher.body_json})
    if (*text) redact(**text, Author::client);
  return matcher;
}

}  // namespace tines_mock::redaction
