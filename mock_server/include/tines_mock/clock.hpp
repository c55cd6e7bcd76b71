#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>

/// The time of a world. Everything that depends on time (delays, stalls, deferred pushes, rate-limit
/// windows, expiries, timestamps) reads it here and nowhere else.
namespace tines_mock {

using Milliseconds = std::chrono::milliseconds;
/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

/// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual Time now() const = 0;

  /// Blocks until the clock reads `deadline` or later: true; or until stop is requested: false.
  virtual bool wait_until(Time deadline, std::stop_token stop) = 0;

  bool wait_for(Milliseconds duration, std::stop_token stop) {
    return wait_until(now() + duration, std::move(stop));
  }
};

/// Real time that never goes back, even when the machine's clock is set.
class SystemClock final : public Clock {
 public:
  SystemClock();
  Time now() const override;
  bool wait_until(Time deadline, std::stop_token stop) override;

 private:
  Time started_at_;
  std::chrono::steady_clock::time_point started_;
  std::mutex mutex_;
  std::condition_variable_any never_;
};

/// Time that moves only when it is told to. Starts at 2026-01-01T00:00:00Z unless told otherwise.
class VirtualClock final : public Clock {
 public:
  static constexpr Time default_start{std::chrono::seconds{1767225600}};

  explicit VirtualClock(Time start = default_start);
  Time now() const override;
  bool wait_until(Time deadline, std::stop_token stop) override;

  /// Moves the time on by `duration` and releases, in the order of their deadlines, everybody who
  /// waits for a time up to then. A negative duration throws std::logic_error.
  void advance(Milliseconds duration);

  /// How many threads wait at this moment.
  std::size_t waiting() const;

  /// Blocks until at least `count` threads wait: true; or until stop is requested: false.
  /// A test that starts a delayed request on another thread calls this before it advances.
  bool wait_for_waiters(std::size_t count, std::stop_token stop = {});

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  Time now_;
  std::multimap<Time, bool*> waiters_;
};

}  // namespace tines_mock
