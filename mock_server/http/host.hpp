#pragma once

#include <string_view>

namespace tines_mock {

/// The host of a `host:port`; an IPv6 literal keeps its brackets.
std::string_view without_port(std::string_view authority);

/// Whether a header Host can have that value (RFC 9110, section 7.2): a host, perhaps with a port,
/// and nothing else. Empty is fine: not every target has a host.
bool is_host_value(std::string_view value);

/// Whether a host, without a port, is this machine alone: localhost, or an address 127.x.x.x (also
/// mapped to IPv6) or ::1. What a resolver might take for a name, such as 127.1, is none. A dot at
/// the end of a name makes no difference: it says that the name is complete.
bool is_loopback_host(std::string_view host);

}  // namespace tines_mock
