#include "support/url.hpp"

#include "support/text.hpp"

#include <algorithm>
#include <charconv>

namespace tines_mock {
namespace {

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

bool is_host_name(std::string_view host) {
  return !host.empty() && host.front() != '.' && host.back() != '.' &&
         host.find("..") == std::string_view::npos && std::ranges::all_of(host, [](char c) {
           return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
         });
}

bool is_ipv6_literal(std::string_view host) {
  return host.size() > 4 && host.front() == '[' && host.back() == ']' &&
         std::all_of(host.begin() + 1, host.end() - 1,
                     [](char c) { return is_hex_digit(c) || c == ':' || c == '.'; });
}

std::optional<char> decode_hex(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return static_cast<char>(value);
}

// What a path segment may hold unencoded besides the unreserved characters (RFC 3986, pchar). The
// brackets are not among them; they are here so that "[redacted]" in a path stays readable.
constexpr std::string_view pchar_delimiters = "!$&'()*+,;=:@[]";

bool is_unreserved(char c) {
  return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string encode_except(std::string_view kept, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != kept.npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return encoded;
}

// Position of the colon before the port, npos without a port. Colons inside of [ ] belong to an
// IPv6 address.
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

// Host and port in normal form; empty when the text is not valid.
std::optional<std::string> parse_authority(std::string_view authority, std::string_view scheme) {
  const auto colon = port_colon(authority);
  auto host = authority.substr(0, colon);
  if (host.ends_with('.')) host.remove_suffix(1);  // marks a complete name
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

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  for_each_part(path, '/', [&](std::string_view segment) {
    segments.push_back(percent_decode(segment, false));
  });
  return segments;
}

std::string path_of(const std::vector<std::string>& segments, std::size_t first) {
  std::string path;
  for (std::size_t i = first; i < segments.size(); ++i)
    path.append("/").append(encode_except(pchar_delimiters, segments[i]));
  return path.empty() ? "/" : path;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      if (const auto c = decode_hex(text.substr(i + 1, 2))) {
        decoded += *c;
        i += 2;
        continue;
      }
    }
    decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  return encode_except("", text);
}

}  // namespace tines_mock
