#pragma once

#include <string_view>

namespace tines_mock {

/// The host in `host:port`. An IPv6 address keeps its brackets.
std::string_view without_port(std::string_view authority);

/// Whether it is a valid value of the header Host (RFC 9110, section 7.2): a host, perhaps with a
/// port. An empty value is valid.
bool is_host_value(std::string_view value);

/// Whether a host, without a port, is a loopback address: localhost, 127.x.x.x (also mapped to
/// IPv6) or ::1. Short forms such as 127.1 are not, since a resolver may take them for a name.
/// "localhost." is: a dot marks a complete name.
bool is_loopback_host(std::string_view host);

}  // namespace tines_mock
