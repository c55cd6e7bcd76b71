#include "support/url.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace tines_mock {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

bool is_host_name(std::string_view host) {
  return !host.empty() && host.front() != '.' && host.back() != '.' &&
         host.find("..") == std::string_view::npos &&
         std::ranges::all_of(host, [](unsigned char c) {
           return std::isalnum(c) || c == '.' || c == '-' || c == '_';
         });
}

bool is_ipv6_literal(std::string_view host) {
  return host.size() > 4 && host.front() == '[' && host.back() == ']' &&
         std::all_of(host.begin() + 1, host.end() - 1,
                     [](unsigned char c) { return std::isxdigit(c) || c == ':' || c == '.'; });
}

// Where the port's colon stands, npos when there is none; colons inside of [ ] are the address's.
std::size_t port_colon(std::string_view authority) {
  const auto colon = authority.rfind(':');
  const auto bracket = authority.rfind(']');
  if (bracket != std::string_view::npos && colon < bracket) return std::string_view::npos;
  return colon;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

// Host and port as they are compared; an empty optional when it is none.
std::optional<std::string> parse_authority(std::string_view authority, std::string_view scheme) {
  const auto colon = port_colon(authority);
  auto host = authority.substr(0, colon);
  if (host.ends_with('.')) host.remove_suffix(1);  // says that the name is complete
  if (!is_host_name(host) && !is_ipv6_literal(host)) return std::nullopt;
  if (colon == std::string_view::npos) return lower_case(host);
  const auto port = authority.substr(colon + 1);
  if (!is_port(port)) return std::nullopt;
  const auto default_port = scheme == "https" ? "443" : "80";
  return port == default_port ? lower_case(host) : lower_case(host) + ':' + std::string(port);
}

}  // namespace

std::optional<BaseUrl> parse_base_url(std::string_view text) {
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos || !is_visible_ascii(text)) return std::nullopt;
  BaseUrl url{lower_case(text.substr(0, scheme_end)), {}, {}};
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;

  const auto rest = text.substr(scheme_end + 3);
  if (rest.find_first_of("?#@\\<>\"{}|^`") != std::string_view::npos) return std::nullopt;
  const auto path_start = std::min(rest.find('/'), rest.size());
  auto authority = parse_authority(rest.substr(0, path_start), url.scheme);
  if (!authority) return std::nullopt;
  url.host = std::move(*authority);

  auto path = rest.substr(path_start);
  while (path.ends_with('/')) path.remove_suffix(1);
  url.path = path;
  return url;
}

}  // namespace tines_mock
