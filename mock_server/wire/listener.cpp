#include "wire/listener.hpp"

#include "wire/bind.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include <sys/socket.h>

namespace tines_mock::wire {

Listener::Listener(const std::string& host, int port, int backlog) : backlog_(backlog) {
  Bound bound = bind(host, port);
  descriptor_ = std::move(bound.descriptor);
  port_ = bound.port;
  if (::listen(descriptor_.number(), backlog_) != 0)
    throw std::system_error(errno, std::generic_category(),
                            "cannot listen on " + host + ":" + std::to_string(port));
}

std::optional<Accepted> Listener::accept(const std::function<void()>& make_room) {
  while (wait_until_admitting()) {
    sockaddr_storage client{};
    socklen_t size = sizeof client;
    Descriptor accepted(
        ::accept4(descriptor_.number(), reinterpret_cast<sockaddr*>(&client), &size, SOCK_CLOEXEC));
    if (accepted.number() >= 0) return Accepted{std::move(accepted), ip_address(client)};
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      make_room();
      pause();
    }
  }
  return std::nullopt;
}

// Shutting down a listening socket wakes every thread in accept, and it refuses connections while
// it keeps the port, until it is told to listen again.
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

// The process is out of descriptors: without a pause the loop would spin until somebody leaves.
void Listener::pause() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(20), [&] { return closed_; });
}

}  // namespace tines_mock::wire
