#pragma once

#include "exchange/service.hpp"
#include "faults/wire_fault.hpp"
#include "wire/listener.hpp"
#include "wire/live_connections.hpp"
#include "wire/socket.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tines_mock::wire {

/// One connection, as the thread that serves it uses it.
struct Channel {
  ByteStream& stream;  ///< `socket`, or TLS on top of it
  Socket& socket;
  LiveConnections::Member& member;
  PortRefusal& port_refusal;  ///< for a fault that makes the port refuse connections
  const std::string& remote_address;
};

/// Carries out a fault's effect on one response and its connection.
class SocketTransmission final : public faults::Transmission {
 public:
  /// Called before bytes are sent or the connection ends, with the totals that will hold then.
  using Announce = std::function<void(std::uint64_t bytes, Ending ending)>;

  /// The response is complete after `response_bytes`. The delivery's clock may be null when its
  /// fault does not wait.
  SocketTransmission(const Channel& channel, const exchange::Delivery& delivery,
                     std::size_t response_bytes, Announce announce);

  void send(std::string_view bytes) override;
  void wait(Milliseconds duration) override;
  void stall() override;
  void close() override;
  void reset() override;
  void refuse_connections(Milliseconds duration) override;

  std::uint64_t bytes_sent() const { return bytes_sent_; }
  /// How the connection ended. Empty: it can serve another request.
  std::optional<Ending> ending() const { return ending_; }

 private:
  void end(Ending ending);

  const Channel channel_;
  const std::shared_ptr<Clock> clock_;
  const std::stop_token world_over_;
  const std::size_t response_bytes_;
  const Announce announce_;
  std::uint64_t bytes_sent_ = 0;
  std::optional<Ending> ending_;
};

}  // namespace tines_mock::wire
