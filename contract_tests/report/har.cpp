#include "contract_tests/report/har.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "http/target.hpp"
#include "support/iso8601.hpp"
#include "support/printable.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace tines_mock::contract {

namespace {

constexpr const char* http_version = "HTTP/1.1";
constexpr int unknown_size = -1;  // as HAR writes it

bool is_cookie(std::string_view name) {
  const Headers one{{"Set-Cookie", ""}, {"Cookie", ""}};
  return one.find(name).has_value();
}

Json headers_json(const Headers& headers, const ReportRedactor& redact) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) {
    list.push_back(
        {{"name", redact(name)}, {"value", is_cookie(name) ? "(left out)" : redact(value)}});
  }
  return list;
}

Json query_json(std::string_view target, const ReportRedactor& redact) {
  Json list = Json::array();
  const auto question_mark = target.find('?');
  const auto query = question_mark == target.npos ? "" : target.substr(question_mark + 1);
  for (const auto& [name, value] : parse_query(query, false)) {
    list.push_back({{"name", redact(name)}, {"value", redact(value)}});
  }
  return list;
}

/// The beginning of a body, and a comment when it is not all of it.
struct Body {
  std::string text;
  std::optional<std::string> comment;
};

/// Removes keys before it cuts: the end of the text must not hold a part of one.
Body shortened_body(const std::string& body, const ReportRedactor& redact) {
  auto text = redact.without_keys(body);
  if (text.size() <= most_har_body_bytes) return {std::move(text), std::nullopt};
  auto end = most_har_body_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return {text.substr(0, end),
          "the first " + std::to_string(end) + " of " + std::to_string(text.size()) + " bytes"};
}

void add_post_data(Json& request, const Request& sent, const ReportRedactor& redact) {
  if (sent.body.empty()) return;
  auto [text, comment] = shortened_body(sent.body, redact);
  Json data{{"mimeType", redact(std::string(sent.headers.find("Content-Type").value_or("")))},
            {"text", is_utf8(text) ? text : printable(text)}};
  if (!is_utf8(text)) comment = "bytes that are no UTF-8 are shown as \\xNN";
  if (comment) data["comment"] = *comment;
  request["postData"] = std::move(data);
}

Json content_json(const Response& got, const ReportRedactor& redact) {
  const auto type = got.headers.find("Content-Type").value_or("x-unknown");
  Json content{{"size", got.body.size()}, {"mimeType", redact(std::string(type))}};
  auto [text, comment] = shortened_body(got.body, redact);
  const bool is_text = is_utf8(text);
  content["text"] = is_text ? text : base64(text);
  if (!is_text) content["encoding"] = "base64";
  if (comment) content["comment"] = *comment;
  return content;
}

Json request_json(const Exchange& exchange, const ReportRedactor& redact) {
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

/// When no answer arrived, there is no content, and the comment says why.
Json response_json(const Response& got, const ReportRedactor& redact) {
  const bool arrived = got.status != 0;
  Json response{{"status", got.status},
                {"statusText", ""},
                {"httpVersion", http_version},
                {"cookies", Json::array()},
                {"headers", headers_json(got.headers, redact)},
                {"content", arrived ? content_json(got, redact)
                                    : Json{{"size", 0}, {"mimeType", "x-unknown"}}},
                {"redirectURL", redact(std::string(got.headers.find("Location").value_or("")))},
                {"headersSize", unknown_size},
                {"bodySize", arrived ? static_cast<std::int64_t>(got.body.size()) : unknown_size}};
  if (!arrived) response["comment"] = redact(got.body);
  return response;
}

}  // namespace

std::string har_entry(const Exchange& exchange, const ReportRedactor& redact) {
  const auto duration = exchange.duration.count();
  const Json entry{{"startedDateTime", to_iso8601(exchange.started_at)},
                   {"time", duration},
                   {"request", request_json(exchange, redact)},
                   {"response", response_json(exchange.response, redact)},
                   {"cache", Json::object()},
                   {"timings", {{"send", 0}, {"wait", duration}, {"receive", 0}}}};
  return entry.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RecordingTarget::RecordingTarget(std::shared_ptr<Target> target, std::string base_url,
                                 std::shared_ptr<HarFile> file, ReportRedactor redact, Clock& clock)
    : target_(std::move(target)),
      base_url_(std::move(base_url)),
      file_(std::move(file)),
      redact_(std::move(redact)),
      clock_(clock) {}

Response RecordingTarget::send(const Request& request) {
  const auto started_at = clock_.now();
  auto response = target_->send(request);
  record(request, response, started_at);
  return response;
}

std::vector<Response> RecordingTarget::send_together(const std::vector<Request>& requests) {
  const auto started_at = clock_.now();
  auto responses = target_->send_together(requests);
  for (std::size_t i = 0; i < requests.size(); ++i) record(requests[i], responses[i], started_at);
  return responses;
}

void RecordingTarget::record(const Request& request, const Response& response, Time started_at) {
  file_->add(har_entry({.url = base_url_ + request.target,
                        .request = request,
                        .response = response,
                        .started_at = started_at,
                        .duration = clock_.now() - started_at},
                       redact_));
}

}  // namespace tines_mock::contract
