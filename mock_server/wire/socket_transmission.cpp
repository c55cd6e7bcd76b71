#include "wire/socket_transmission.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::wire {

SocketTransmission::SocketTransmission(ByteStream& stream, Socket& socket,
                                       LiveConnections::Entry& connection, Listener& listener,
                                       const exchange::Delivery& delivery, std::size_t answer_bytes,
                                       Announce announce)
    : stream_(stream),
      socket_(socket),
      connection_(connection),
      listener_(listener),
      clock_(delivery.clock),
      over_(delivery.over),
      answer_bytes_(answer_bytes),
      announce_(std::move(announce)) {}

void SocketTransmission::send(std::string_view bytes) {
  if (ending_ || bytes.empty()) return;
  const auto total = bytes_sent_ + bytes.size();
  announce_(total, total < answer_bytes_ ? Ending::pending : Ending::complete);
  const auto sent = stream_.send(bytes);
  bytes_sent_ += sent;
  if (sent < bytes.size()) ending_ = Ending::closed;
}

void SocketTransmission::wait(Milliseconds duration) {
  if (ending_) return;
  if (!clock_->wait_for(std::min(duration, limits::delay), connection_.stop())) close();
}

void SocketTransmission::hold() {
  if (ending_) return;
  end(Ending::stalled);
  const std::stop_callback on_over(over_, [this] { socket_.end(); });
  connection_.hold();
}

void SocketTransmission::close() {
  if (ending_) return;
  end(Ending::closed);
  socket_.finish();
}

void SocketTransmission::reset() {
  if (ending_) return;
  end(Ending::reset);
  socket_.reset();
}

void SocketTransmission::end(Ending ending) {
  ending_ = ending;
  announce_(bytes_sent_, ending);
}

void SocketTransmission::refuse_connections(Milliseconds duration) {
  if (ending_ || port_refusal_) return;
  duration = std::min(duration, limits::delay);
  listener_.refuse();
  port_refusal_ = PortRefusal{clock_, clock_->now() + duration, duration};
}

}  // namespace tines_mock::wire
