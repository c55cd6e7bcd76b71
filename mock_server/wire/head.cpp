#include "wire/head.hpp"

#include "http/headers.hpp"
#include "http/host.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_graphic(char c) {
  return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find(line_end);
  const auto line = rest.substr(0, end);
  rest.remove_prefix(line.size() + line_end.size());
  return line;
}

// Clients that use the mock as a proxy send the absolute form, "http://host/path". Every server has
// to accept it, and its host counts instead of the Host header (RFC 9112, section 3.2.2).
Result<void, Rejection> convert_to_origin_form(Request& request) {
  const auto scheme_end = request.target.find("://");
  if (scheme_end == request.target.npos || request.target.front() == '/') return {};
  const auto begin = scheme_end + 3;
  const auto path = std::min(request.target.find_first_of("/?", begin), request.target.size());
  auto host = request.target.substr(begin, path - begin);
  if (!is_host_value(host))
    return reject(400, "the target must name a host, optionally with a port");
  request.headers.set("Host", std::move(host));
  const bool has_path = request.target.substr(path).starts_with('/');
  request.target.erase(0, has_path ? path : path - 1);
  request.target.front() = '/';
  return {};
}

Result<void, Rejection> parse_request_line(std::string_view line, Head& head) {
  const auto method_end = std::min(line.find(' '), line.size());
  const auto version_begin = std::min(line.rfind(' '), line.size());
  if (method_end >= version_begin)
    return reject(400, "the request line must be METHOD TARGET HTTP/1.1");
  const auto method = line.substr(0, method_end);
  const auto target = line.substr(method_end + 1, version_begin - method_end - 1);
  const auto version = line.substr(version_begin + 1);

  if (!is_token(method)) return reject(400, "the method must be a word");
  if (target.empty() || !std::ranges::all_of(target, is_graphic))
    return reject(400, "the target must have no blanks and no control characters");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return reject(400, "the version must be HTTP/1.1 or HTTP/1.0");
  head.request.method = method;
  head.request.target = target;
  head.minor_version = version.back() - '0';
  return {};
}

// With two different values, the tenant or the key would depend on which of them is read.
Result<void, Rejection> check_host_and_authorization(const Head& head) {
  std::size_t hosts = 0;
  std::optional<std::string_view> authorization;
  for (const auto& [name, value] : head.request.headers) {
    if (same_name(name, "Host") && (++hosts > 1 || !is_host_value(value)))
      return reject(400, "there must be one Host line, of a host and optionally a port");
    if (!same_name(name, "Authorization")) continue;
    if (authorization && *authorization != value)
      return reject(400, "there are two different Authorization lines");
    authorization = value;
  }
  if (hosts == 0 && head.minor_version == 1) return reject(400, "HTTP/1.1 needs a Host line");
  return {};
}

}  // namespace

Result<std::optional<std::size_t>, Rejection> HeadScanner::find_end(std::string_view bytes) {
  for (;;) {
    const auto end = bytes.find('\n', scanned_);
    const auto seen = end == bytes.npos ? bytes.size() : end + 1;
    if (auto within = check_limits(seen - line_begin_, seen); !within)
      return Failure{within.error()};
    scanned_ = seen;
    if (end == bytes.npos) return std::optional<std::size_t>();

    const auto line = bytes.substr(line_begin_, seen - line_begin_);
    if (!line.ends_with(line_end)) return reject(400, "a line must end with CR LF");
    line_begin_ = seen;
    if (line == line_end) return std::optional(seen);
    if (request_line_bytes_ == 0) {
      request_line_bytes_ = seen;
    } else {
      ++header_lines_;
    }
  }
}

Result<void, Rejection> HeadScanner::check_limits(std::size_t line_bytes,
                                                  std::size_t all_bytes) const {
  if (request_line_bytes_ == 0) {
    if (all_bytes <= limits_.request_line_bytes) return {};
    return reject(414, "the request line is longer than " +
                           std::to_string(limits_.request_line_bytes) + " bytes");
  }
  if (all_bytes - request_line_bytes_ > limits_.header_bytes)
    return reject(
        431, "the header lines are longer than " + std::to_string(limits_.header_bytes) + " bytes");
  if (header_lines_ == limits_.headers && line_bytes > line_end.size())
    return reject(431, "there are more than " + std::to_string(limits_.headers) + " header lines");
  return {};
}

Result<void, Rejection> parse_header_line(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon)))
    return reject(400, "a header line must be NAME: VALUE");
  const auto value = without_blanks(line.substr(colon + 1));
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != value.npos)
    return reject(400, "a header value must have no line ends and no NUL");
  headers.add(std::string(line.substr(0, colon)), std::string(value));
  return {};
}

Result<Head, Rejection> parse_head(std::string_view bytes) {
  Head head;
  if (auto parsed = parse_request_line(take_line(bytes), head); !parsed)
    return Failure{parsed.error()};
  for (auto line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
    if (auto parsed = parse_header_line(line, head.request.headers); !parsed)
      return Failure{parsed.error()};
  }
  if (auto checked = check_host_and_authorization(head); !checked) return Failure{checked.error()};
  if (auto converted = convert_to_origin_form(head.request); !converted)
    return Failure{converted.error()};
  return head;
}

bool keeps_alive(const Head& head) {
  return head.minor_version == 1 && !has_list_element(head.request.headers, "Connection", "close");
}

}  // namespace tines_mock::wire
