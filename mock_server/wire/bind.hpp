#pragma once

#include "wire/descriptor.hpp"

#include <string>

#include <sys/socket.h>

namespace tines_mock::wire {

/// A TCP socket bound to the first address of `host` that can be had, and its port.
struct Bound {
  Descriptor descriptor;
  int port = 0;
};

/// `port` 0: any free one. Throws std::system_error that names host:port.
Bound bind(const std::string& host, int port);

/// `address` in words, without its port; an IPv4 client of an IPv6 socket by its IPv4 address.
std::string ip_address(const sockaddr_storage& address);

}  // namespace tines_mock::wire
