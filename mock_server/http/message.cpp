#include "http/message.hpp"

#include "http/status.hpp"

#include <charconv>

namespace tines_mock {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view version = "HTTP/1.1 ";

bool has_body(int status) {
  return status != 204 && status != 304;
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

bool is_whole(const Response& response) {
  const auto length = response.headers.find("Content-Length");
  return !length || *length == std::to_string(response.body.size());
}

}  // namespace

std::string serialise(const Response& response) {
  std::string bytes(version);
  bytes += std::to_string(response.status) + ' ';
  bytes.append(reason_phrase(response.status)).append(end_of_line);
  for (const auto& [name, value] : response.headers)
    bytes.append(name).append(": ").append(value).append(end_of_line);
  if (has_body(response.status))
    bytes.append("Content-Length: ").append(std::to_string(response.body.size()));
  return bytes.append(has_body(response.status) ? end_of_line : "")
      .append(end_of_line)
      .append(has_body(response.status) ? response.body : "");
}

Response parse_response(std::string_view bytes, Ending ending) {
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
  if (status == 0 || !is_whole(response)) return response;
  response.status = status;
  response.ending = Ending::complete;
  return response;
}

}  // namespace tines_mock
