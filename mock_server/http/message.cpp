#include "http/message.hpp"

#include "http/date.hpp"
#include "http/names.hpp"
#include "http/status.hpp"
#include "http/token.hpp"

#include <charconv>

namespace tines_mock {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view version = "HTTP/1.1 ";

bool can_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

bool is_set_by_serialise(std::string_view name) {
  return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") ||
         same_name(name, "Connection");
}

// As a header line can carry it (RFC 9110, section 5.5).
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

std::string serialise(const Response& response, const AnswerContext& context) {
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

Response parse_response(std::string_view bytes, Ending ending, std::string_view method) {
  Response response;
  response.status = 0;
  response.ending = ending;
  const auto head_end = bytes.find("\r\n\r\n");
  if (head_end == std::string_view::npos) {
    response.body = bytes;
    return response;
  }
  auto head = bytes.substr(0, head_end);
  const auto line_end = head.find(end_of_line);
  const int status = parse_status(head.substr(0, line_end));
  while (head.find(end_of_line) != std::string_view::npos) {
    head.remove_prefix(head.find(end_of_line) + end_of_line.size());
    parse_header(head.substr(0, head.find(end_of_line)), response.headers);
  }
  response.body = bytes.substr(head_end + 4);
  if (status == 0 || !is_whole(response, status, method)) return response;
  response.status = status;
  response.ending = Ending::complete;
  return response;
}

}  // namespace tines_mock
