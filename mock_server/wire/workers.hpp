#pragma once

#include "wire/socket.hpp"
#include "wire/thread.hpp"
#include "wire/wire_limits.hpp"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>

namespace tines_mock::wire {

/// Threads that take turns: one waits for a connection, serves it to its end and waits again. When
/// the last that waited got one, another thread is started, so nobody queues behind a client that
/// stays and no connection is handed from thread to thread. When more than enough wait, one leaves.
class Workers {
 public:
  /// Waits for a connection. Nothing: there will be no more.
  using Accept = std::function<std::optional<Accepted>()>;
  using Serve = std::function<void(Accepted)>;

  Workers(const WireLimits& limits, Accept accept, Serve serve);
  /// REQUIRES: `accept` returns nothing by now, in every thread. Waits for all of them.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

 private:
  using Threads = std::list<std::unique_ptr<Thread>>;

  void work(Threads::iterator self);
  void start_one();
  void stop_waiting();
  bool wait_again();
  void leave(Threads::iterator self);

  const WireLimits limits_;
  const Accept accept_;
  const Serve serve_;
  std::mutex mutex_;
  Threads threads_;
  std::unique_ptr<Thread> left_last_;
  std::size_t waiting_ = 0;
  bool over_ = false;
};

}  // namespace tines_mock::wire
