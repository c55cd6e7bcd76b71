#pragma once

#include "wire/byte_stream.hpp"
#include "wire/descriptor.hpp"
#include "wire/wire_limits.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

namespace tines_mock::wire {

using Deadline = std::chrono::steady_clock::time_point;

/// A connected TCP socket. One thread uses it; others may call `end`, `is_idle`, `client_ended`.
class Socket final : public ByteStream {
 public:
  Socket(Descriptor descriptor, const WireLimits& limits);

  /// From now on `receive` waits until then; nothing: for limits.keep_alive_idle each time.
  void set_deadline(std::optional<Deadline> deadline) { deadline_ = deadline; }
  /// The last `receive` gave up waiting.
  bool was_late() const { return late_; }

  std::size_t receive(std::span<char> into) override;
  std::size_t send(std::string_view bytes) override;
  void finish() override;

  /// Ends the connection with a RST: the client gets ECONNRESET.
  void reset();
  /// Ends both directions: whoever waits in `receive` or `send` is woken.
  void end();

  /// It waits for a request of which nothing has come.
  bool is_idle() const { return idle_; }
  void set_idle(bool idle) { idle_ = idle; }
  /// The client will send no more. Whether it still reads, TCP does not tell.
  bool client_ended() const;

 private:
  const Descriptor descriptor_;
  const std::chrono::milliseconds write_deadline_;
  std::optional<Deadline> deadline_;
  bool late_ = false;
  std::atomic<bool> idle_ = false;
};

/// A connection that was accepted, and the client's IP address.
struct Accepted {
  Descriptor descriptor;
  std::string remote_address;
};

}  // namespace tines_mock::wire
