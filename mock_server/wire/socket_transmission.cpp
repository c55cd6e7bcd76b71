#include "wire/socket_transmission.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::wire {

SocketTransmission::SocketTransmission(const Channel& channel, const exchange::Delivery& delivery,
                                       std::size_t response_bytes, Announce announce)
    : channel_(channel),
      clock_(delivery.clock),
      world_over_(delivery.over),
      response_bytes_(response_bytes),
      announce_(std::move(announce)) {}

void SocketTransmission::send(std::string_view bytes) {
  if (ending_ || bytes.empty()) return;
  const auto total = bytes_sent_ + bytes.size();
  announce_(total, total < response_bytes_ ? Ending::pending : Ending::complete);
  const auto sent = channel_.stream.send(bytes);
  bytes_sent_ += sent;
  if (sent < bytes.size()) ending_ = Ending::closed;
}

void SocketTransmission::wait(Milliseconds duration) {
  if (ending_) return;
  if (!clock_->wait_for(std::min(duration, limits::delay), channel_.member.stop_token())) close();
}

void SocketTransmission::stall() {
  if (ending_) return;
  end(Ending::stalled);
  const std::stop_callback on_world_over(world_over_, [this] { channel_.socket.end(); });
  channel_.member.stall();
}

// Without TLS's close_notify: the client has to see that the connection was cut.
void SocketTransmission::close() {
  if (ending_) return;
  end(Ending::closed);
  channel_.socket.finish();
}

void SocketTransmission::reset() {
  if (ending_) return;
  end(Ending::reset);
  channel_.socket.reset();
}

void SocketTransmission::end(Ending ending) {
  ending_ = ending;
  announce_(bytes_sent_, ending);
}

void SocketTransmission::refuse_connections(Milliseconds duration) {
  if (!ending_) channel_.port_refusal.begin(clock_, std::min(duration, limits::delay));
}

}  // namespace tines_mock::wire
