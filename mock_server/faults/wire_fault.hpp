#pragma once

#include "support/random.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/fault.hpp>

#include <string>
#include <string_view>

namespace tines_mock::faults {

/// One connection, as an effect on the wire uses it. After close, reset or stall it is over: later
/// calls do nothing.
class Transmission {
 public:
  virtual ~Transmission() = default;
  virtual void send(std::string_view bytes) = 0;
  /// Waits on the world's clock, for at most limits::delay. When the server stops meanwhile, the
  /// connection is over.
  virtual void wait(Milliseconds duration) = 0;
  /// Keeps the connection open without a byte until the client leaves or the server stops.
  virtual void stall() = 0;
  virtual void close() = 0;  ///< FIN, after what was sent
  virtual void reset() = 0;  ///< RST: what was sent before may or may not arrive
  /// The server's port refuses new connections (RST to a SYN) for that long on the world's clock.
  virtual void refuse_connections(Milliseconds duration) = 0;
};

/// An effect on the wire that was decided on, with the random numbers that belong to the decision.
struct WireFault {
  Effect effect;
  Draws draws;
};

/// Sends `response` (the serialised response: status line, headers and body) in the way that the
/// fault says. At the phases before the response `response` is empty.
void transmit(const WireFault& fault, std::string_view response, Transmission& to);

/// What `transmit` would do.
struct Rehearsed {
  std::string sent;
  /// Whether a client would notice the fault. It would not when the whole response arrives at once:
  /// when `after_bytes` is beyond its last byte, or a pause has no byte after it.
  bool is_noticed = false;
};
Rehearsed rehearse(const WireFault& fault, std::string_view response);

}  // namespace tines_mock::faults
