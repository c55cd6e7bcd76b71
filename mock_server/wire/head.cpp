#include "wire/head.hpp"

#include "http/host.hpp"
#include "http/names.hpp"
#include "http/token.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::string_view line_end = "\r\n";

bool is_graphic(char c) {
  return static_cast<unsigned char>(c) > ' ' && c != '\x7f';
}

std::string_view next_line(std::string_view& rest) {
  const auto end = rest.find(line_end);
  const auto line = rest.substr(0, end);
  rest.remove_prefix(line.size() + line_end.size());
  return line;
}

// "http://host/path": what a client sends that takes us for a proxy. Every server must accept it.
std::optional<Refusal> make_origin_form(Request& request) {
  const auto scheme_end = request.target.find("://");
  if (scheme_end == request.target.npos || request.target.front() == '/') return std::nullopt;
  const auto begin = scheme_end + 3;
  const auto path = std::min(request.target.find_first_of("/?", begin), request.target.size());
  auto host = request.target.substr(begin, path - begin);
  if (!is_host_value(host)) return Refusal{400, "the target must name a host, perhaps with a port"};
  request.headers.set("Host", std::move(host));
  const bool has_path = request.target.substr(path).starts_with('/');
  request.target.erase(0, has_path ? path : path - 1);
  request.target.front() = '/';
  return std::nullopt;
}

std::optional<Refusal> parse_request_line(std::string_view line, Head& head) {
  const auto method_end = std::min(line.find(' '), line.size());
  const auto version_begin = std::min(line.rfind(' '), line.size());
  if (method_end >= version_begin)
    return Refusal{400, "the request line must be METHOD TARGET HTTP/1.1"};
  const auto method = line.substr(0, method_end);
  const auto target = line.substr(method_end + 1, version_begin - method_end - 1);
  const auto version = line.substr(version_begin + 1);

  if (!is_token(method)) return Refusal{400, "the method must be a word"};
  if (target.empty() || !std::ranges::all_of(target, is_graphic))
    return Refusal{400, "the target must have no blanks and no control characters"};
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return Refusal{400, "the version must be HTTP/1.1 or HTTP/1.0"};
  head.request.method = method;
  head.request.target = target;
  head.minor_version = version.back() - '0';
  return std::nullopt;
}

// Where a request goes (RFC 9112, section 3.2) and who sends it must not depend on which line is
// believed.
std::optional<Refusal> check_what_stands_once(const Head& head) {
  std::size_t hosts = 0;
  std::optional<std::string_view> authorization;
  for (const auto& [name, value] : head.request.headers) {
    if (same_name(name, "Host") && (++hosts > 1 || !is_host_value(value)))
      return Refusal{400, "there must be one Host line, of a host and perhaps a port"};
    if (!same_name(name, "Authorization")) continue;
    if (authorization && *authorization != value)
      return Refusal{400, "there are two different Authorization lines"};
    authorization = value;
  }
  if (hosts == 0 && head.minor_version == 1) return Refusal{400, "HTTP/1.1 needs a Host line"};
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> parse_header_line(std::string_view line, Headers& headers) {
  const auto colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon)))
    return Refusal{400, "a header line must be NAME: VALUE"};
  const auto value = without_blanks(line.substr(colon + 1));
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != value.npos)
    return Refusal{400, "a header value must have no line ends and no NUL"};
  headers.add(std::string(line.substr(0, colon)), std::string(value));
  return std::nullopt;
}

HeadMeasure::Found HeadMeasure::look_at(std::string_view bytes) {
  for (;;) {
    const auto end = bytes.find('\n', looked_at_);
    const auto seen = end == bytes.npos ? bytes.size() : end + 1;
    if (auto refusal = too_much(seen - line_begin_, seen)) return *std::move(refusal);
    looked_at_ = seen;
    if (end == bytes.npos) return Incomplete{};

    const auto line = bytes.substr(line_begin_, seen - line_begin_);
    if (!line.ends_with(line_end)) return Refusal{400, "a line must end with CR LF"};
    line_begin_ = seen;
    if (line == line_end) return seen;
    if (request_line_bytes_ == 0) {
      request_line_bytes_ = seen;
    } else {
      ++lines_;
    }
  }
}

std::optional<Refusal> HeadMeasure::too_much(std::size_t line_bytes, std::size_t all_bytes) const {
  if (request_line_bytes_ == 0) {
    if (all_bytes <= limits_.request_line_bytes) return std::nullopt;
    return Refusal{414, "the request line is longer than " +
                            std::to_string(limits_.request_line_bytes) + " bytes"};
  }
  if (all_bytes - request_line_bytes_ > limits_.header_bytes)
    return Refusal{
        431, "the header lines are longer than " + std::to_string(limits_.header_bytes) + " bytes"};
  if (lines_ == limits_.headers && line_bytes > line_end.size())
    return Refusal{431, "there are more than " + std::to_string(limits_.headers) + " header lines"};
  return std::nullopt;
}

Result<Head, Refusal> parse_head(std::string_view bytes) {
  Head head;
  if (auto refusal = parse_request_line(next_line(bytes), head))
    return Failure{*std::move(refusal)};
  for (auto line = next_line(bytes); !line.empty(); line = next_line(bytes)) {
    if (auto refusal = parse_header_line(line, head.request.headers))
      return Failure{*std::move(refusal)};
  }
  if (auto refusal = check_what_stands_once(head)) return Failure{*std::move(refusal)};
  if (auto refusal = make_origin_form(head.request)) return Failure{*std::move(refusal)};
  return head;
}

}  // namespace tines_mock::wire
