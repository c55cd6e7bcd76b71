#include "contract_tests/report/har.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/report/printable.hpp"
#include "contract_tests/target/url.hpp"
#include "support/iso8601.hpp"

#include <optional>
#include <string_view>

namespace tines_mock::contract {

namespace {

constexpr const char* http_version = "HTTP/1.1";
// HAR's word for a size that is not known.
constexpr int unknown_size = -1;

bool is_cookie(std::string_view name) {
  const Headers one{{"Set-Cookie", ""}, {"Cookie", ""}};
  return one.find(name).has_value();
}

Json headers_json(const Headers& headers, const Redactor& redact) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) {
    list.push_back(
        {{"name", redact(name)}, {"value", is_cookie(name) ? "(left out)" : redact(value)}});
  }
  return list;
}

Json query_json(std::string_view target, const Redactor& redact) {
  Json list = Json::array();
  const auto start = target.find('?');
  auto rest = start == target.npos ? std::string_view() : target.substr(start + 1);
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    list.push_back({{"name", redact(percent_decoded(pair.substr(0, equals)))},
                    {"value", redact(percent_decoded(value))}});
  }
  return list;
}

/// A body as far as it is kept.
struct Body {
  std::string text;
  std::optional<std::string> comment;
};

/// Keys go first: a part of one must not be what is left.
Body kept_body(const std::string& body, const Redactor& redact) {
  auto text = redact.without_keys(body);
  if (text.size() <= most_har_body_bytes) return {std::move(text), std::nullopt};
  auto end = most_har_body_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return {text.substr(0, end),
          "the first " + std::to_string(end) + " of " + std::to_string(text.size()) + " bytes"};
}

void add_post_data(Json& request, const Request& sent, const Redactor& redact) {
  if (sent.body.empty()) return;
  auto [text, comment] = kept_body(sent.body, redact);
  Json data{{"mimeType", redact(std::string(sent.headers.find("Content-Type").value_or("")))},
            {"text", is_utf8(text) ? text : printable(text)}};
  if (!is_utf8(text)) comment = "bytes that are no UTF-8 are shown as \\xNN";
  if (comment) data["comment"] = *comment;
  request["postData"] = std::move(data);
}

Json content_json(const Response& got, const Redactor& redact) {
  const auto type = got.headers.find("Content-Type").value_or("x-unknown");
  Json content{{"size", got.body.size()}, {"mimeType", redact(std::string(type))}};
  auto [text, comment] = kept_body(got.body, redact);
  const bool is_text = is_utf8(text);
  content["text"] = is_text ? text : base64(text);
  if (!is_text) content["encoding"] = "base64";
  if (comment) content["comment"] = *comment;
  return content;
}

Json request_json(const Exchange& exchange, const Redactor& redact) {
  const auto& sent = exchange.request;
  Json request{{"method", redact(sent.method)},
               {"url", redact(exchange.url)},
               {"httpVersion", http_version},
               {"cookies", Json::array()},
               {"headers", headers_json(sent.headers, redact)},
               {"queryString", query_json(sent.target, redact)},
               {"headersSize", unknown_size},
               {"bodySize", sent.body.size()}};
  add_post_data(request, sent, redact);
  return request;
}

/// An answer that did not come has no content; why it did not is told.
Json response_json(const Response& got, const Redactor& redact) {
  const bool came = got.status != 0;
  Json response{
      {"status", got.status},
      {"statusText", ""},
      {"httpVersion", http_version},
      {"cookies", Json::array()},
      {"headers", headers_json(got.headers, redact)},
      {"content", came ? content_json(got, redact) : Json{{"size", 0}, {"mimeType", "x-unknown"}}},
      {"redirectURL", redact(std::string(got.headers.find("Location").value_or("")))},
      {"headersSize", unknown_size},
      {"bodySize", came ? static_cast<std::int64_t>(got.body.size()) : unknown_size}};
  if (!came) response["comment"] = redact(got.body);
  return response;
}

}  // namespace

std::string har_entry(const Exchange& exchange, const Redactor& redact) {
  const auto duration = exchange.duration.count();
  const Json entry{{"startedDateTime", to_iso8601(exchange.started_at)},
                   {"time", duration},
                   {"request", request_json(exchange, redact)},
                   {"response", response_json(exchange.response, redact)},
                   {"cache", Json::object()},
                   {"timings", {{"send", 0}, {"wait", duration}, {"receive", 0}}}};
  return entry.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tines_mock::contract
