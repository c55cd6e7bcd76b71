#include "journal/redactor.hpp"

#include "http/names.hpp"
#include "journal/secret_member.hpp"

#include <algorithm>
#include <array>

namespace tines_mock::journal {
namespace {

constexpr std::string_view secret_member = "destination_tenant_api_key";

constexpr std::array secret_headers = {
    std::string_view("Authorization"), std::string_view("Proxy-Authorization"),
    std::string_view("X-User-Token"),  std::string_view("X-Control-Token"),
    std::string_view("Cookie"),        std::string_view("Set-Cookie")};

bool is_secret_header(std::string_view name) {
  return std::any_of(secret_headers.begin(), secret_headers.end(),
                     [&](std::string_view secret) { return same_name(secret, name); });
}

// "Bearer" tells how a client authenticates and is no secret.
std::string redacted_header(std::string_view value) {
  constexpr std::string_view bearer = "Bearer ";
  const bool keep_scheme = same_name(value.substr(0, bearer.size()), bearer);
  return std::string(keep_scheme ? bearer : "") + std::string(Redactor::redacted);
}

// Bytes with which an escaped character begins.
bool is_escape(char c) {
  return c == '\\' || c == '%';
}

}  // namespace

void Redactor::know(std::string_view secret) {
  if (secret.size() < shortest_known) return;
  const std::scoped_lock lock(mutex_);
  if (std::ranges::find(secrets_->all, secret) != secrets_->all.end()) return;
  auto longer = std::make_shared<Secrets>(*secrets_);
  longer->all.emplace_back(secret);
  // The longest first: one that begins with another is redacted whole.
  std::stable_sort(longer->all.begin(), longer->all.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  longer->first_bytes.set(static_cast<unsigned char>(secret.front()));
  secrets_ = std::move(longer);
}

std::shared_ptr<const Redactor::Secrets> Redactor::secrets() const {
  const std::scoped_lock lock(mutex_);
  return secrets_;
}

std::string Redactor::text(std::string_view text) const {
  return clean(text, BareValue::kept);
}

std::string Redactor::clean(std::string_view text, BareValue bare) const {
  const auto known = secrets();
  const auto interesting = [&](char c) {
    return known->first_bytes[static_cast<unsigned char>(c)] || c == secret_member.front() ||
           is_escape(c);
  };
  const auto end_of_secret = [&](std::size_t at) -> std::optional<std::size_t> {
    for (const auto& secret : known->all)
      if (const auto end = end_of_word(text, at, secret)) return end;
    return std::nullopt;
  };
  const auto member_value = [&](std::size_t at) -> std::optional<SecretValue> {
    const auto end = end_of_word(text, at, secret_member);
    const auto value = end ? value_after_name(text, *end) : std::nullopt;
    return value && (value->quoted || bare == BareValue::redacted) ? value : std::nullopt;
  };

  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const auto end = end_of_secret(at)) {
      clean += redacted;
      at = *end;
    } else if (const auto value = member_value(at)) {
      clean.append(text.substr(at, value->begin - at));
      clean.append(value->quote).append(redacted).append(value->quote);
      at = value->end;
    } else {
      const auto next =
          std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(), interesting);
      const auto run = static_cast<std::size_t>(next - text.begin()) - at;
      clean.append(text.substr(at, run));
      at += run;
    }
  }
  return clean;
}

Headers Redactor::headers(const Headers& headers) const {
  Headers clean;
  for (const auto& [name, value] : headers)
    clean.add(text(name), is_secret_header(name) ? redacted_header(value) : text(value));
  return clean;
}

Request Redactor::request(Request request) const {
  request.method = text(request.method);
  request.target = clean(request.target, BareValue::redacted);
  request.headers = headers(request.headers);
  request.body = clean(request.body, BareValue::redacted);
  return request;
}

JournalEntry Redactor::entry(JournalEntry entry) const {
  entry.path = text(entry.path);
  entry.request = request(std::move(entry.request));
  entry.response_body = text(entry.response_body);
  return entry;
}

Matcher Redactor::matcher(Matcher matcher) const {
  matcher.headers = headers(matcher.headers);
  if (matcher.path) matcher.path = text(*matcher.path);
  if (matcher.body_json) matcher.body_json = text(*matcher.body_json);
  return matcher;
}

}  // namespace tines_mock::journal
