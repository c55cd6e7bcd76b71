#include "wire/socket_transmission.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tines_mock::wire {

SocketTransmission::SocketTransmission(ByteStream& stream, Socket& socket,
                                       Surroundings surroundings, std::shared_ptr<Clock> clock)
    : stream_(stream),
      socket_(socket),
      surroundings_(std::move(surroundings)),
      clock_(std::move(clock)) {}

void SocketTransmission::send(std::string_view bytes) {
  if (ending_) return;
  const auto sent = stream_.send(bytes);
  bytes_sent_ += sent;
  if (sent < bytes.size()) ending_ = Ending::closed;
}

void SocketTransmission::wait(Milliseconds duration) {
  if (ending_) return;
  if (!clock_->wait_for(std::min(duration, limits::delay), surroundings_.stop))
    ending_ = Ending::closed;
}

void SocketTransmission::hold() {
  if (ending_) return;
  ending_ = Ending::stalled;
  const auto entry = surroundings_.connections.enter_stall(socket_);
  socket_.set_deadline(std::nullopt);
  std::array<char, 1024> ignored;
  while (socket_.receive(ignored) > 0 || socket_.was_late()) {
  }
}

void SocketTransmission::close() {
  if (ending_) return;
  ending_ = Ending::closed;
  socket_.finish();
}

void SocketTransmission::reset() {
  if (ending_) return;
  ending_ = Ending::reset;
  socket_.reset();
}

void SocketTransmission::refuse_connections(Milliseconds duration) {
  if (ending_ || port_refusal_) return;
  surroundings_.listener.refuse();
  port_refusal_ = PortRefusal{clock_, clock_->now() + std::min(duration, limits::delay)};
}

}  // namespace tines_mock::wire
