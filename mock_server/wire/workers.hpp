#pragma once

#include "wire/listener.hpp"
#include "wire/wire_limits.hpp"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>

namespace tines_mock::wire {

/// The threads of a server. Each accepts a connection, serves it until it ends, and accepts again.
/// When the last accepting thread gets a connection, another thread is started: no client waits
/// behind the connection of another one, and no connection is handed from thread to thread. Threads
/// over limits.accepting_threads end when their connection ends.
class Workers {
 public:
  /// Waits for a connection. Empty: there will be no more.
  using Accept = std::function<std::optional<Accepted>()>;
  using Serve = std::function<void(Accepted)>;

  /// Throws std::system_error when the system cannot start a thread.
  Workers(const WireLimits& limits, Accept accept, Serve serve);
  /// Waits for all threads. REQUIRES: `accept` returns empty from now on, in every thread.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  class Thread;
  using Threads = std::list<std::unique_ptr<Thread>>;

  void run(Threads::iterator self);
  void start_thread();
  void leave_acceptors();
  bool rejoin_acceptors();
  void end_thread(Threads::iterator self);

  const WireLimits limits_;
  const Accept accept_;
  const Serve serve_;
  std::mutex mutex_;
  Threads threads_;
  std::unique_ptr<Thread> last_ended_;
  std::size_t accepting_ = 0;
  bool stopping_ = false;
};

}  // namespace tines_mock::wire
