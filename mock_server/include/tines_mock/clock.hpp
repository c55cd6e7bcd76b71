#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>

/// The time of a world. Everything in a world that depends on time reads its clock: delays, stalls,
/// deferred pushes, rate-limit windows, expiries, timestamps.
namespace tines_mock {

using Milliseconds = std::chrono::milliseconds;
/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

/// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual Time now() const = 0;

  /// Blocks until the clock reads `deadline` or later and returns true, or until `stop` is
  /// requested and returns false.
  virtual bool wait_until(Time deadline, std::stop_token stop) = 0;

  bool wait_for(Milliseconds duration, std::stop_token stop) {
    return wait_until(now() + duration, std::move(stop));
  }
};

/// Real time. It never goes back, even when the machine's clock is set.
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

/// Time that moves only by `advance` and `advance_while`.
class VirtualClock final : public Clock {
 public:
  static constexpr Time default_start{std::chrono::seconds{1767225600}};  ///< 2026-01-01T00:00:00Z

  /// `on_change` is called when the time moves and when a thread begins or ends to wait. It must be
  /// quick and must not use the clock.
  explicit VirtualClock(Time start = default_start, std::function<void()> on_change = {});
  Time now() const override;
  bool wait_until(Time deadline, std::stop_token stop) override;

  /// Moves the time forward by `duration` and releases, in the order of their deadlines, the
  /// threads that wait for a time up to then. A negative duration throws std::logic_error.
  void advance(Milliseconds duration);

  /// Runs `work` on this thread. Meanwhile, each time that a thread waits on this clock, the time
  /// moves forward to its deadline, so that no wait takes real time. For tests with one thread: a
  /// delayed request would otherwise block it for ever. Throws what `work` throws.
  void advance_while(const std::function<void()>& work);

  /// How many threads wait now.
  std::size_t waiting() const;

  /// The time up to which the first of the waiting threads waits; empty when none waits.
  std::optional<Time> next_deadline() const;

  /// Blocks until at least `count` threads wait and returns true, or until `stop` is requested and
  /// returns false. A test that sends a delayed request on another thread calls it before
  /// `advance`.
  bool wait_for_waiters(std::size_t count, std::stop_token stop = {});

 private:
  void move_to(Time time);  // the mutex is held
  bool move_to_next_deadline(std::stop_token stop);
  void notify();  // the mutex is held

  const std::function<void()> on_change_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  Time now_;
  std::multimap<Time, bool*> waiters_;
};

}  // namespace tines_mock
