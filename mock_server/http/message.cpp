#include "http/message.hpp"

#include "http/headers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>
#include <utility>

namespace tines_mock {
namespace {

using namespace std::string_view_literals;

constexpr std::array phrases = {
    std::pair{100, "Continue"sv},
    std::pair{200, "OK"sv},
    std::pair{201, "Created"sv},
    std::pair{202, "Accepted"sv},
    std::pair{204, "No Content"sv},
    std::pair{301, "Moved Permanently"sv},
    std::pair{302, "Found"sv},
    std::pair{303, "See Other"sv},
    std::pair{304, "Not Modified"sv},
    std::pair{307, "Temporary Redirect"sv},
    std::pair{308, "Permanent Redirect"sv},
    std::pair{400, "Bad Request"sv},
    std::pair{401, "Unauthorized"sv},
    std::pair{402, "Payment Required"sv},
    std::pair{403, "Forbidden"sv},
    std::pair{404, "Not Found"sv},
    std::pair{405, "Method Not Allowed"sv},
    std::pair{406, "Not Acceptable"sv},
    std::pair{407, "Proxy Authentication Required"sv},
    std::pair{408, "Request Timeout"sv},
    std::pair{409, "Conflict"sv},
    std::pair{410, "Gone"sv},
    std::pair{411, "Length Required"sv},
    std::pair{413, "Content Too Large"sv},
    std::pair{414, "URI Too Long"sv},
    std::pair{415, "Unsupported Media Type"sv},
    std::pair{421, "Misdirected Request"sv},
    std::pair{422, "Unprocessable Content"sv},
    std::pair{423, "Locked"sv},
    std::pair{425, "Too Early"sv},
    std::pair{429, "Too Many Requests"sv},
    std::pair{431, "Request Header Fields Too Large"sv},
    std::pair{500, "Internal Server Error"sv},
    std::pair{501, "Not Implemented"sv},
    std::pair{502, "Bad Gateway"sv},
    std::pair{503, "Service Unavailable"sv},
    std::pair{504, "Gateway Timeout"sv},
    std::pair{505, "HTTP Version Not Supported"sv},
};

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view version = "HTTP/1.1 ";

bool can_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

bool is_set_by_serialise(std::string_view name) {
  return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") ||
         same_name(name, "Connection");
}

// Makes a text a valid header value (RFC 9110, section 5.5).
std::string field_value(std::string value) {
  for (char& c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7f) c = ' ';
  }
  return std::string(without_blanks(value));
}

void append_line(std::string& bytes, std::string_view name, std::string_view value) {
  bytes.append(name).append(": ").append(value).append(end_of_line);
}

int parse_status(std::string_view line) {
  if (!line.starts_with(version)) return 0;
  int status = 0;
  const auto digits = line.substr(version.size(), 3);
  std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return status;
}

void parse_header(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  auto value = line.substr(colon + 1);
  while (value.starts_with(' ')) value.remove_prefix(1);
  headers.add(std::string(line.substr(0, colon)), std::string(value));
}

bool is_whole(const Response& response, int status, std::string_view method) {
  if (!has_body(status, method)) return response.body.empty();
  const auto length = response.headers.find("Content-Length");
  return !length || *length == std::to_string(response.body.size());
}

}  // namespace

Time wall_clock() {
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
}

namespace {

std::optional<Time> parse_http_date(const std::string& text) {
  std::tm parts{};
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S");
  if (in.fail()) return std::nullopt;
  return Time{std::chrono::seconds{timegm(&parts)}};
}

}  // namespace

std::optional<Milliseconds> retry_after(const Headers& headers, Time now) {
  const auto value = headers.find("Retry-After");
  if (!value) return std::nullopt;
  std::int64_t seconds = 0;
  const auto end = value->data() + value->size();
  const auto [rest, error] = std::from_chars(value->data(), end, seconds);
  if (error == std::errc{} && rest == end && seconds >= 0) return std::chrono::seconds{seconds};
  const auto date = parse_http_date(std::string(*value));
  if (!date) return std::nullopt;
  return std::max(Milliseconds{0}, *date - now);
}

std::string_view reason_phrase(int status) {
  const auto found = std::find_if(phrases.begin(), phrases.end(),
                                  [&](const auto& phrase) { return phrase.first == status; });
  return found == phrases.end() ? "Unknown"sv : found->second;
}

std::string http_date(Time time) {
  using namespace std::chrono;
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<std::chrono::days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                days[weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::string serialise(const Response& response, const ResponseContext& context) {
  std::string bytes;
  bytes.reserve(256 + response.body.size());
  bytes.append(version).append(std::to_string(response.status)).append(" ");
  bytes.append(reason_phrase(response.status)).append(end_of_line);
  for (const auto& [name, value] : response.headers)
    if (is_token(name) && !is_set_by_serialise(name)) append_line(bytes, name, field_value(value));
  if (can_have_body(response.status))
    append_line(bytes, "Content-Length", std::to_string(response.body.size()));
  if (!response.headers.find("Date")) append_line(bytes, "Date", http_date(context.date));
  if (!context.keep_alive) append_line(bytes, "Connection", "close");
  bytes.append(end_of_line);
  if (has_body(response.status, context.method)) bytes.append(response.body);
  return bytes;
}

bool has_body(int status, std::string_view method) {
  return can_have_body(status) && method != "HEAD";
}

Response parse_part(std::string_view bytes) {
  const auto head_end = bytes.find(end_of_head);
  const bool has_whole_head = head_end != std::string_view::npos;
  auto head = bytes.substr(0, has_whole_head ? head_end + end_of_line.size() : bytes.size());
  Response response{.status = 0};
  for (auto end = head.find(end_of_line); end != head.npos; end = head.find(end_of_line)) {
    const auto line = head.substr(0, end);
    if (response.status != 0)
      parse_header(line, response.headers);
    else if ((response.status = parse_status(line)) == 0)
      return response;
    head.remove_prefix(end + end_of_line.size());
  }
  if (has_whole_head) response.body = bytes.substr(head_end + end_of_head.size());
  return response;
}

Response parse_response(std::string_view bytes, Ending ending, std::string_view method) {
  auto response = parse_part(bytes);
  const bool has_head = response.status != 0 && bytes.find(end_of_head) != std::string_view::npos;
  if (has_head && is_whole(response, response.status, method)) return response;
  if (!has_head) response = {.status = 0, .headers = {}, .body = std::string(bytes)};
  response.status = 0;
  response.ending = ending;
  return response;
}

void remove_lines_of_sending(Response& response) {
  for (const char* name : {"Date", "Connection"}) response.headers.remove(name);
  if (response.headers.find("Content-Length") == std::to_string(response.body.size()))
    response.headers.remove("Content-Length");
}

std::string_view name_of(Ending ending) {
  switch (ending) {
    case Ending::complete:
      return "complete";
    case Ending::closed:
      return "closed";
    case Ending::reset:
      return "reset";
    case Ending::stalled:
      return "stalled";
    case Ending::pending:
      return "pending";
  }
  return "";
}

}  // namespace tines_mock
