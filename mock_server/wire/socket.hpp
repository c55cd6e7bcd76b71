#pragma once

#include "support/descriptor.hpp"
#include "wire/wire_limits.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace tines_mock::wire {

/// The bytes of one connection, plain or encrypted.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Waits for bytes and returns how many were received. 0: the client closed its side, the
  /// connection is broken, or the time to wait is over.
  virtual std::size_t receive(std::span<char> into) = 0;

  /// Returns how many bytes were sent: fewer than given when the client left, or does not read
  /// within limits.write_deadline.
  virtual std::size_t send(std::string_view bytes) = 0;

  /// Closes the sending side: the client sees the end of the stream.
  virtual void finish() = 0;
};

using Deadline = std::chrono::steady_clock::time_point;

/// A connected TCP socket. For one thread; other threads may call `end`, `is_idle` and
/// `client_ended`.
class Socket final : public ByteStream {
 public:
  Socket(Descriptor descriptor, const WireLimits& limits);

  /// `receive` waits until that time at the latest. Empty: each call waits for at most
  /// limits.keep_alive_idle.
  void set_deadline(std::optional<Deadline> deadline) { deadline_ = deadline; }
  /// The last `receive` returned 0 because its time was over.
  bool was_late() const { return was_late_; }

  std::size_t receive(std::span<char> into) override;
  std::size_t send(std::string_view bytes) override;
  void finish() override;

  /// Ends the connection with a RST: the client gets ECONNRESET.
  void reset();
  /// Shuts down both directions. Wakes a thread that waits in `receive` or `send`.
  void end();

  /// The connection waits for the first byte of a request.
  bool is_idle() const { return idle_; }
  void set_idle(bool idle) { idle_ = idle; }
  /// The client has closed its sending side. It may still read: TCP does not report that.
  bool client_ended() const;

 private:
  const Descriptor descriptor_;
  const std::chrono::milliseconds write_deadline_;
  std::optional<Deadline> deadline_;
  bool was_late_ = false;
  std::atomic<bool> idle_ = false;
};

}  // namespace tines_mock::wire
