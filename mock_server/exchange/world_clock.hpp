#pragma once

#include "support/stop.hpp"

#include <tines_mock/clock.hpp>

#include <memory>
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

  void end_waits() { ended_.request_stop(); }
  bool has_ended() const { return ended_.stop_requested(); }
  std::stop_token end_token() const { return ended_.get_token(); }

 private:
  const std::shared_ptr<Clock> clock_;
  std::stop_source ended_;
};

}  // namespace tines_mock::exchange
