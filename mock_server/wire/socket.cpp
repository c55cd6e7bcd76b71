#include "wire/socket.hpp"

#include <cerrno>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace tines_mock::wire {
namespace {

using std::chrono::milliseconds;

// False once the deadline has passed, even when the descriptor is ready: otherwise a client could
// hold a connection for ever by sending one byte now and then.
bool is_ready(int descriptor, short events, Deadline deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= milliseconds::zero()) return false;
    pollfd polled{descriptor, events, 0};
    const int ready = ::poll(&polled, 1, static_cast<int>(left.count()));
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

void set_receive_timeout(int descriptor, milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const timeval value{seconds.count(), std::chrono::microseconds(time - seconds).count()};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &value, sizeof value);
}

}  // namespace

Socket::Socket(Descriptor descriptor, const WireLimits& limits)
    : descriptor_(std::move(descriptor)), write_deadline_(limits.write_deadline) {
  const int on = 1;
  ::setsockopt(descriptor_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  set_receive_timeout(descriptor_.number(), limits.keep_alive_idle);
}

// A request that arrives in one piece costs one recv: the kernel's receive timeout limits the idle
// time, and poll is called only when a deadline is set.
std::size_t Socket::receive(std::span<char> into) {
  was_late_ = false;
  if (deadline_ && !is_ready(descriptor_.number(), POLLIN, *deadline_)) {
    was_late_ = true;
    return 0;
  }
  ssize_t count = -1;
  do count = ::recv(descriptor_.number(), into.data(), into.size(), 0);
  while (count < 0 && errno == EINTR);
  was_late_ = count < 0 && errno == EAGAIN;
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::size_t Socket::send(std::string_view bytes) {
  std::size_t sent = 0;
  std::optional<Deadline> deadline;
  for (;;) {
    const ssize_t count = ::send(descriptor_.number(), bytes.data() + sent, bytes.size() - sent,
                                 MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno != EAGAIN && errno != EINTR) return sent;
    if (count > 0) sent += static_cast<std::size_t>(count);
    if (sent == bytes.size()) return sent;
    if (!deadline) deadline = std::chrono::steady_clock::now() + write_deadline_;
    if (!is_ready(descriptor_.number(), POLLOUT, *deadline)) return sent;
  }
}

void Socket::finish() {
  ::shutdown(descriptor_.number(), SHUT_WR);
}

// Linux resets a TCP connection that is connected to AF_UNSPEC. Unlike SO_LINGER with close, this
// keeps the descriptor open, so that no other thread can be given the same number meanwhile.
void Socket::reset() {
  const sockaddr unspecified{AF_UNSPEC, {}};
  ::connect(descriptor_.number(), &unspecified, sizeof unspecified);
}

bool Socket::client_ended() const {
  pollfd polled{descriptor_.number(), POLLRDHUP, 0};
  return ::poll(&polled, 1, 0) > 0;
}

void Socket::end() {
  ::shutdown(descriptor_.number(), SHUT_RDWR);
}

}  // namespace tines_mock::wire
