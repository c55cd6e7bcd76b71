#include "wire/listener.hpp"

#include "support/result.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tines_mock::wire {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

struct ErrorNumber {
  int value;
};

struct Bound {
  Descriptor descriptor;
  int port;
};

[[noreturn]] void throw_cannot_listen(int error, const std::string& host, int port,
                                      const std::string& reason = {}) {
  throw std::system_error(error, std::generic_category(),
                          "cannot listen on " + host + ":" + std::to_string(port) + reason);
}

Addresses find_addresses(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error == 0) return {found, &::freeaddrinfo};
  throw_cannot_listen(error == EAI_SYSTEM ? errno : EADDRNOTAVAIL, host, port,
                      std::string(": ") + ::gai_strerror(error));
}

// SO_REUSEADDR allows a port to be bound again right after its last server has stopped. Unlike
// SO_REUSEPORT it does not allow two servers to share the port.
Result<Descriptor, ErrorNumber> bind_socket(const sockaddr* address, socklen_t size) {
  Descriptor made(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP));
  if (made.number() < 0) return Failure{ErrorNumber{errno}};
  const int on = 1;
  ::setsockopt(made.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(made.number(), address, size) != 0) return Failure{ErrorNumber{errno}};
  return made;
}

in_port_t& port_of(sockaddr_storage& address) {
  if (address.ss_family == AF_INET6) return reinterpret_cast<sockaddr_in6&>(address).sin6_port;
  return reinterpret_cast<sockaddr_in&>(address).sin_port;
}

// The system releases a port that it chose itself as soon as the socket stops listening, which
// Listener::refuse does. Therefore the chosen port is bound a second time, by its number, while the
// first socket still holds it.
Result<Bound, ErrorNumber> bind_address(const addrinfo& wanted) {
  const auto chosen = bind_socket(wanted.ai_addr, wanted.ai_addrlen);
  if (!chosen) return Failure{chosen.error()};
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(chosen->number(), reinterpret_cast<sockaddr*>(&address), &size);
  auto numbered = bind_socket(reinterpret_cast<sockaddr*>(&address), size);
  if (!numbered) return Failure{numbered.error()};
  return Bound{std::move(*numbered), ntohs(port_of(address))};
}

Bound bind_first_address(const std::string& host, int port) {
  if (port < 0 || port > 65535)
    throw_cannot_listen(EINVAL, host, port, ": a port is a number from 0 to 65535");
  const Addresses addresses = find_addresses(host, port);
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = addresses.get(); address; address = address->ai_next) {
    auto bound = bind_address(*address);
    if (bound) return std::move(*bound);
    error = bound.error().value;
  }
  throw_cannot_listen(error, host, port);
}

// Without the port. An IPv4 client of an IPv6 socket is named by its IPv4 address.
std::string format_ip_address(const sockaddr_storage& address) {
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

bool is_out_of_resources(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Listener::Listener(const std::string& host, int port, int backlog) : backlog_(backlog) {
  Bound bound = bind_first_address(host, port);
  descriptor_ = std::move(bound.descriptor);
  port_ = bound.port;
  if (::listen(descriptor_.number(), backlog_) != 0) throw_cannot_listen(errno, host, port);
}

std::optional<Accepted> Listener::accept(const std::function<void()>& make_room) {
  while (wait_until_admitting()) {
    sockaddr_storage client{};
    socklen_t size = sizeof client;
    Descriptor accepted(
        ::accept4(descriptor_.number(), reinterpret_cast<sockaddr*>(&client), &size, SOCK_CLOEXEC));
    if (accepted.number() >= 0) return Accepted{std::move(accepted), format_ip_address(client)};
    if (is_out_of_resources(errno)) {
      make_room();
      pause();
    }
  }
  return std::nullopt;
}

// A listening socket that is shut down wakes every thread in accept and refuses connections, but
// keeps its port. A second listen makes it accept again.
void Listener::refuse() {
  const std::scoped_lock lock(mutex_);
  if (refusals_++ == 0) ::shutdown(descriptor_.number(), SHUT_RDWR);
}

void Listener::readmit() {
  {
    const std::scoped_lock lock(mutex_);
    if (--refusals_ > 0 || closed_) return;
    ::listen(descriptor_.number(), backlog_);
  }
  changed_.notify_all();
}

void Listener::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    ::shutdown(descriptor_.number(), SHUT_RDWR);
  }
  changed_.notify_all();
}

bool Listener::wait_until_admitting() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || refusals_ == 0; });
  return !closed_;
}

// Without a pause the loop in `accept` would keep a core busy until a descriptor is free.
void Listener::pause() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(20), [&] { return closed_; });
}

PortRefusal::~PortRefusal() {
  if (clock_) listener_.readmit();
}

void PortRefusal::begin(std::shared_ptr<Clock> clock, Milliseconds duration) {
  if (clock_) return;
  listener_.refuse();
  clock_ = std::move(clock);
  duration_ = duration;
  end_ = clock_->now() + duration;
}

void PortRefusal::wait_until_over(std::stop_token stop) const {
  if (!clock_) return;
  std::stop_source over;
  const std::stop_callback on_stop(std::move(stop), [&over] { over.request_stop(); });
  const std::jthread real_time_limit([this, &over] {
    SystemClock().wait_for(duration_, over.get_token());
    over.request_stop();
  });
  clock_->wait_until(end_, over.get_token());
  over.request_stop();
}

}  // namespace tines_mock::wire
