#include "http/host.hpp"

#include "http/names.hpp"

#include <algorithm>

namespace tines_mock {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_in_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
}

// RFC 3986, reg-name.
bool is_in_name(char c) {
  constexpr std::string_view others = "-._~!$&'()*+,;=%";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         others.find(c) != std::string_view::npos;
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
  if (host.ends_with('.')) host.remove_suffix(1);
  const bool is_ipv4 = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return same_name(host, "localhost") || host == "::1" || host == "[::1]" ||
         (is_ipv4 && host.starts_with("127."));
}

}  // namespace tines_mock
