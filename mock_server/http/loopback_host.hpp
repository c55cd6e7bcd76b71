#pragma once

#include <string_view>

namespace tines_mock {

/// Whether a host, without a port, is this machine alone: 127.x.x.x, ::1, localhost.
inline bool is_loopback_host(std::string_view host) {
  const bool is_ipv4 = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || host == "::1" || host == "[::1]" ||
         (is_ipv4 && host.starts_with("127."));
}

}  // namespace tines_mock
