#pragma once

#include "wire/socket.hpp"

#include <tines_mock/clock.hpp>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace tines_mock::wire {

/// A connection that was accepted, and the IP address of its client.
struct Accepted {
  Descriptor descriptor;
  std::string remote_address;
};

/// A listening TCP socket. Thread-safe.
class Listener {
 public:
  /// Listens on the first address of `host` that can be bound. `port` 0: any free port. Throws
  /// std::system_error that names host:port when it cannot listen there.
  Listener(const std::string& host, int port, int backlog);

  int port() const { return port_; }

  /// Waits for a connection. Calls `make_room` when the process has no descriptor left for one.
  /// Empty once the listener is closed.
  std::optional<Accepted> accept(const std::function<void()>& make_room);

  /// Refuses new connections (a RST in reply to a SYN) until `readmit` was called as often as
  /// `refuse`. The port stays reserved for this listener.
  void refuse();
  void readmit();

  /// Makes every `accept`, now and later, return empty.
  void close();

 private:
  bool wait_until_admitting();
  void pause();

  Descriptor descriptor_;
  int port_ = 0;
  int backlog_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int refusals_ = 0;
  bool closed_ = false;
};

/// A period in which a listener refuses connections because of a fault. It belongs to the thread of
/// the connection that the fault struck: `begin` during the connection, `wait_until_over` after it.
class PortRefusal {
 public:
  explicit PortRefusal(Listener& listener) : listener_(listener) {}
  /// The listener accepts connections again.
  ~PortRefusal();
  PortRefusal(const PortRefusal&) = delete;
  PortRefusal& operator=(const PortRefusal&) = delete;

  /// The period begins now and lasts for `duration` on `clock`. A second call has no effect.
  void begin(std::shared_ptr<Clock> clock, Milliseconds duration);

  /// Returns when the period is over, when as much real time has passed (while the port refuses
  /// connections, no client can advance a virtual clock), when stop is requested, or at once when
  /// no period has begun.
  void wait_until_over(std::stop_token stop) const;

 private:
  Listener& listener_;
  std::shared_ptr<Clock> clock_;  ///< empty: no period has begun
  Milliseconds duration_{0};
  Time end_{};
};

}  // namespace tines_mock::wire
