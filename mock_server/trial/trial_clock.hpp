#pragma once

#include "http/message.hpp"

#include <tines_mock/clock.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tines_mock::trial {

/// Sets a virtual clock to the machine's time, with which a client compares a date such as that of
/// Retry-After, and moves it as real time passes, for as long as the object lives. With
/// `skips_waits` it also moves on at once whenever a thread waits on the clock.
class TrialClock {
 public:
  TrialClock(VirtualClock& clock, bool skips_waits) : clock_(clock), skips_waits_(skips_waits) {
    clock_.advance(std::max(wall_clock() - clock_.now(), Milliseconds(0)));
    moving_ = std::jthread([this](std::stop_token done) {
      while (wait_for_tick(done)) move();
    });
  }

 private:
  using Steady = std::chrono::steady_clock;

  // Real time cannot be waited for on a virtual clock: what waits there is late by at most a tick.
  static constexpr auto tick = std::chrono::milliseconds(2);

  bool wait_for_tick(std::stop_token done) {
    std::unique_lock lock(mutex_);
    never_.wait_for(lock, done, tick, [] { return false; });
    return !done.stop_requested();
  }

  void move() {
    const auto passed = std::chrono::duration_cast<Milliseconds>(Steady::now() - began_) - moved_;
    moved_ += passed;
    clock_.advance(passed);
    if (!skips_waits_) return;
    if (const auto deadline = clock_.next_deadline())
      clock_.advance(std::max(*deadline - clock_.now(), Milliseconds(0)));
  }

  VirtualClock& clock_;
  const bool skips_waits_;
  const Steady::time_point began_ = Steady::now();
  Milliseconds moved_{0};
  std::mutex mutex_;
  std::condition_variable_any never_;
  std::jthread moving_;
};

}  // namespace tines_mock::trial
