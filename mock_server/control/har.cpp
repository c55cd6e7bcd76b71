#include "control/operations.hpp"
#include "control/reply.hpp"
#include "exchange/addressing.hpp"
#include "http/headers.hpp"
#include "http/message.hpp"
#include "support/iso8601.hpp"

#include <nlohmann/json.hpp>

// The journal as HAR 1.2, the format in which browsers' tools keep requests.
namespace tines_mock::control {
namespace {

constexpr auto http_version = "HTTP/1.1";
constexpr int unknown_size = -1;

std::string value_of(const Headers& headers, std::string_view name) {
  return std::string(headers.find(name).value_or(""));
}

/// Those that have names. Their values are redacted.
Json cookies_json(const Headers& headers, std::string_view header) {
  Json list = Json::array();
  const auto add = [&](std::string_view pair) {
    if (const auto cookie = parse_cookie(pair); !cookie.name.empty())
      list.push_back({{"name", cookie.name}, {"value", cookie.value}});
  };
  for (const auto& [name, value] : headers) {
    if (!same_name(name, header)) continue;
    if (header == "Cookie")
      for_each_part(value, ';', add);
    else
      add(std::string_view(value).substr(0, value.find(';')));
  }
  return list;
}

Json query_string_json(const Request& request) {
  Json list = Json::array();
  for (const auto& [name, value] : parse_target(request.target).query)
    list.push_back({{"name", name}, {"value", value}});
  return list;
}

Json har_request_json(const exchange::Hosting& hosting, const Request& request) {
  Json json = {{"method", request.method},
               {"url", exchange::origin_of(hosting, request) + request.target},
               {"httpVersion", http_version},
               {"cookies", cookies_json(request.headers, "Cookie")},
               {"headers", headers_json(request.headers)},
               {"queryString", query_string_json(request)},
               {"headersSize", unknown_size},
               {"bodySize", unknown_size}};
  if (!request.body.empty())
    json["postData"] = {{"mimeType", value_of(request.headers, "Content-Type")},
                        {"text", request.body}};
  return json;
}

Json har_response_json(const JournalEntry& entry) {
  return {{"status", entry.status},
          {"statusText", entry.status == 0 ? "" : reason_phrase(entry.status)},
          {"httpVersion", http_version},
          {"cookies", cookies_json(entry.response_headers, "Set-Cookie")},
          {"headers", headers_json(entry.response_headers)},
          {"content",
           {{"size", entry.response_body.size()},
            {"mimeType", value_of(entry.response_headers, "Content-Type")},
            {"text", entry.response_body}}},
          {"redirectURL", value_of(entry.response_headers, "Location")},
          {"headersSize", unknown_size},
          {"bodySize", unknown_size}};
}

std::string how_it_ended(const JournalEntry& entry) {
  const bool is_no_response = entry.status == 0 && entry.bytes_sent > 0;
  const auto bytes = " after " + std::to_string(entry.bytes_sent) +
                     (entry.bytes_sent == 1 ? " byte" : " bytes") +
                     (is_no_response ? " without a status line" : "");
  switch (entry.ending) {
    case Ending::complete:
      return "";
    case Ending::closed:
      return "connection closed" + bytes;
    case Ending::reset:
      return "connection reset" + bytes;
    case Ending::stalled:
      return "stalled" + bytes;
    case Ending::pending:
      return "not answered yet";
  }
  return "";
}

/// What HAR has no member for: "connection reset after 0 bytes; committed; …".
std::string comment_of(const JournalEntry& entry) {
  std::string comment;
  const auto say = [&](const std::string& part) {
    if (!part.empty()) comment += (comment.empty() ? "" : "; ") + part;
  };
  say(how_it_ended(entry));
  say(entry.committed ? "committed" : comment.empty() ? "" : "nothing committed");
  for (const auto& fault : entry.faults)
    if (fault.applied) say("the rule \"" + fault.rule + "\" acted");
  if (const auto& response = entry.tenant_response)
    say("the tenant had responded " + std::to_string(response->status));
  if (entry.outdated) say("the world was reset meanwhile");
  return comment;
}

Json har_entry_json(const exchange::Hosting& hosting, const JournalEntry& entry) {
  const auto time_ms = entry.answered_at.value_or(entry.at) - entry.at;
  Json json = {{"startedDateTime", to_iso8601(entry.at)},
               {"time", time_ms.count()},
               {"request", har_request_json(hosting, entry.request)},
               {"response", har_response_json(entry)},
               {"cache", Json::object()},
               {"timings", {{"send", 0}, {"wait", time_ms.count()}, {"receive", 0}}}};
  if (auto comment = comment_of(entry); !comment.empty()) json["comment"] = std::move(comment);
  return json;
}

}  // namespace

Response show_har(const Context& context) {
  const auto& journal = context.world->journal();
  Json entries = Json::array();
  for (const auto& entry : journal.entries())
    entries.push_back(har_entry_json(context.hosting, entry));
  auto response =
      reply(200, {{"log",
                   {{"version", "1.2"},
                    {"creator", {{"name", "tines-mock"}, {"version", TINES_MOCK_VERSION}}},
                    {"entries", std::move(entries)}}}});
  // A query's parameters are decoded, and rules have names of any kind.
  response.body = journal.redactor().text(std::move(response.body));
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"" + context.world->name() + ".har\"");
  return response;
}

}  // namespace tines_mock::control
