#pragma once

#include <tines_mock/clock.hpp>

#include <string_view>

namespace tines_mock::faults {

/// One connection, as an effect on the wire sees it. After close, reset or hold it is over:
/// later calls do nothing.
class Transmission {
 public:
  virtual ~Transmission() = default;
  virtual void send(std::string_view bytes) = 0;
  /// Waits on the world's clock, for at most limits::delay; the connection is over when the server
  /// stops meanwhile.
  virtual void wait(Milliseconds duration) = 0;
  /// Keeps the connection open without a byte until the client leaves or the server stops.
  virtual void hold() = 0;
  virtual void close() = 0;  ///< FIN, after what was sent
  virtual void reset() = 0;  ///< RST, what was sent arrives or does not, as in life
  /// The server's port refuses new connections (RST to a SYN) for that long on the world's clock.
  virtual void refuse_connections(Milliseconds duration) = 0;
};

}  // namespace tines_mock::faults
