#pragma once

#include "wire/descriptor.hpp"
#include "wire/socket.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace tines_mock::wire {

/// A listening TCP port. Thread-safe.
class Listener {
 public:
  /// `port` 0: any free one. Throws std::system_error that names host:port when it cannot be had.
  Listener(const std::string& host, int port, int backlog);

  int port() const { return port_; }

  /// Waits for a connection; calls `make_room` when the process has no descriptor left for one.
  /// Nothing: the listener was closed.
  std::optional<Accepted> accept(const std::function<void()>& make_room);

  /// New connections are refused (RST to a SYN) until `readmit` was called as often as `refuse`;
  /// the port stays ours.
  void refuse();
  void readmit();

  /// Ends every `accept`, now and later.
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

}  // namespace tines_mock::wire
