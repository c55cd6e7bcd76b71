#include "wire/bind.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tines_mock::wire {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

std::string place(const std::string& host, int port) {
  return "cannot listen on " + host + ":" + std::to_string(port);
}

Addresses addresses_of(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error == 0) return {found, &::freeaddrinfo};
  throw std::system_error(error == EAI_SYSTEM ? errno : EADDRNOTAVAIL, std::generic_category(),
                          place(host, port) + ": " + ::gai_strerror(error));
}

// SO_REUSEADDR lets a port be had again at once after a server; unlike SO_REUSEPORT it does not let
// two servers share one.
Descriptor bound_socket(const sockaddr* address, socklen_t size) {
  Descriptor made(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP));
  if (made.number() < 0) return {};
  const int on = 1;
  ::setsockopt(made.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(made.number(), address, size) != 0) return {};
  return made;
}

in_port_t& port_of(sockaddr_storage& address) {
  if (address.ss_family == AF_INET6) return reinterpret_cast<sockaddr_in6&>(address).sin6_port;
  return reinterpret_cast<sockaddr_in&>(address).sin_port;
}

// A port that the system chose is given back as soon as its socket stops listening, which a refusal
// of connections does. So the chosen one is asked for by its number while it is still held.
Bound bind_address(const addrinfo& wanted) {
  Descriptor chosen = bound_socket(wanted.ai_addr, wanted.ai_addrlen);
  if (chosen.number() < 0) return {};
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(chosen.number(), reinterpret_cast<sockaddr*>(&address), &size);
  Descriptor named = bound_socket(reinterpret_cast<sockaddr*>(&address), size);
  return {std::move(named), ntohs(port_of(address))};
}

}  // namespace

Bound bind(const std::string& host, int port) {
  if (port < 0 || port > 65535)
    throw std::system_error(EINVAL, std::generic_category(),
                            place(host, port) + ": a port is a number from 0 to 65535");
  const Addresses addresses = addresses_of(host, port);
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = addresses.get(); address; address = address->ai_next) {
    Bound bound = bind_address(*address);
    if (bound.descriptor.number() >= 0) return bound;
    error = errno;
  }
  throw std::system_error(error, std::generic_category(), place(host, port));
}

std::string ip_address(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    return text.data();
  }
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) {
    ::inet_ntop(AF_INET, &v6.s6_addr[12], text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, &v6, text.data(), text.size());
  }
  return text.data();
}

}  // namespace tines_mock::wire
