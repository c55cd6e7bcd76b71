#pragma once

#include "exchange/service.hpp"
#include "faults/transmission.hpp"
#include "wire/listener.hpp"
#include "wire/live_connections.hpp"
#include "wire/port_refusal.hpp"
#include "wire/socket.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace tines_mock::wire {

/// Where a fault does its work: one answer on a real connection.
class SocketTransmission final : public faults::Transmission {
 public:
  /// Called before bytes leave, or the connection ends, with what will have been sent then.
  using Announce = std::function<void(std::uint64_t bytes, Ending ending)>;

  /// `stream` lies on `socket` or is it. The delivery's clock may be null when no fault will wait.
  /// An answer of `answer_bytes` is complete when so many were sent.
  SocketTransmission(ByteStream& stream, Socket& socket, LiveConnections::Entry& connection,
                     Listener& listener, const exchange::Delivery& delivery,
                     std::size_t answer_bytes, Announce announce);

  void send(std::string_view bytes) override;
  void wait(Milliseconds duration) override;
  void hold() override;
  void close() override;
  void reset() override;
  void refuse_connections(Milliseconds duration) override;

  std::uint64_t bytes_sent() const { return bytes_sent_; }
  /// Empty: the connection is still good for more.
  std::optional<Ending> ending() const { return ending_; }
  /// What refuse_connections began.
  std::optional<PortRefusal> port_refusal() const { return port_refusal_; }

 private:
  void end(Ending ending);

  ByteStream& stream_;
  Socket& socket_;
  LiveConnections::Entry& connection_;
  Listener& listener_;
  const std::shared_ptr<Clock> clock_;
  const std::stop_token over_;
  const std::size_t answer_bytes_;
  const Announce announce_;
  std::uint64_t bytes_sent_ = 0;
  std::optional<Ending> ending_;
  std::optional<PortRefusal> port_refusal_;
};

}  // namespace tines_mock::wire
