#include "http/host.hpp"

#include "http/headers.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <string>

#include <arpa/inet.h>

namespace tines_mock {
namespace {

bool is_in_address(char c) {
  return is_hex_digit(c) || c == ':' || c == '.';
}

// RFC 3986, reg-name.
bool is_in_name(char c) {
  constexpr std::string_view others = "-._~!$&'()*+,;=%";
  return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
}

}  // namespace

std::string_view without_port(std::string_view authority) {
  const auto bracket = authority.starts_with('[') ? authority.find(']') : 0;
  return authority.substr(0, authority.find(':', bracket));
}

bool is_host_value(std::string_view value) {
  const auto host = without_port(value);
  const auto port = value.substr(std::min(host.size() + 1, value.size()));
  if (!std::ranges::all_of(port, is_digit)) return false;
  if (!host.starts_with('[')) return std::ranges::all_of(host, is_in_name);
  return host.size() > 2 && host.ends_with(']') &&
         std::ranges::all_of(host.substr(1, host.size() - 2), is_in_address);
}

bool is_loopback_host(std::string_view host) {
  const auto name = host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
  if (same_name(name, "localhost")) return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string text(host);
  in_addr ipv4{};
  if (::inet_pton(AF_INET, text.c_str(), &ipv4) == 1) return ntohl(ipv4.s_addr) >> 24 == 127;
  in6_addr ipv6{};
  if (::inet_pton(AF_INET6, text.c_str(), &ipv6) != 1) return false;
  return IN6_IS_ADDR_LOOPBACK(&ipv6) || (IN6_IS_ADDR_V4MAPPED(&ipv6) && ipv6.s6_addr[12] == 127);
}

}  // namespace tines_mock
