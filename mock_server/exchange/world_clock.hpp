#pragma once

#include "support/stop.hpp"

#include <tines_mock/clock.hpp>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace tines_mock::exchange {

/// A clock on which all waits, current and later ones, can be ended. Each epoch of a world (the
/// time from one replacement of its state to the next) has its own: when the epoch ends, its
/// requests must not wait any longer, least of all on a virtual clock that no test advances again.
/// Thread-safe.
class WorldClock final : public Clock {
 public:
  explicit WorldClock(std::shared_ptr<Clock> clock) : clock_(std::move(clock)) {}

  Time now() const override { return clock_->now(); }

  bool wait_until(Time deadline, std::stop_token stop) override {
    const EitherStop either(std::move(stop), ended_.get_token());
    return clock_->wait_until(deadline, either.token());
  }

  /// Blocks until `deadline` if there is one, or `stop` is requested, or the waits are ended.
  void wait(std::optional<Time> deadline, std::stop_token stop) {
    if (deadline) {
      wait_until(*deadline, std::move(stop));
      return;
    }
    const EitherStop either(std::move(stop), ended_.get_token());
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, either.token(), [] { return false; });
  }

  void end_waits() { ended_.request_stop(); }
  bool has_ended() const { return ended_.stop_requested(); }
  std::stop_token end_token() const { return ended_.get_token(); }

 private:
  const std::shared_ptr<Clock> clock_;
  std::stop_source ended_;
};

}  // namespace tines_mock::exchange
