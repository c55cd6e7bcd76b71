#pragma once

#include "contract_tests/target/pacing.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

/// Targets and a clock for tests that send nothing and wait for nothing.
namespace tines_mock::contract::testing {

/// A target in this process that answers requests which are sent together, too: in their order.
class AtOnceTarget final : public HandlerTarget {
 public:
  using HandlerTarget::HandlerTarget;

  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    std::vector<Response> answers;
    for (const auto& request : requests) answers.push_back(send(request));
    return answers;
  }
};

/// Virtual time that moves on by itself when it is waited for, and stands still once stop is
/// requested.
class HurriedClock final : public Clock {
 public:
  Time now() const override { return now_; }
  bool wait_until(Time deadline, std::stop_token stop) override {
    if (stop.stop_requested()) return false;
    now_ = std::max(now_, deadline);
    return true;
  }

 private:
  Time now_{std::chrono::seconds{784'111'777}};  // Sun, 06 Nov 1994 08:49:37 GMT
};

/// A target that is paced as in a run, without limits and without real time.
class HurriedTarget final : public Target {
 public:
  explicit HurriedTarget(std::shared_ptr<Target> target)
      : paced_(std::move(target), without_limits(), clock_, {}) {}
  Response send(const Request& request) override { return paced_.send(request); }
  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    return paced_.send_together(requests);
  }
  void pause(Milliseconds duration) override { paced_.pause(duration); }

 private:
  static Pace without_limits() {
    Pace pace;
    pace.requests_per_minute = std::numeric_limits<std::size_t>::max();
    pace.request_budget = std::numeric_limits<std::int64_t>::max();
    return pace;
  }

  HurriedClock clock_;
  PacedTarget paced_;
};

inline std::shared_ptr<Target> hurried(std::shared_ptr<Target> target) {
  return std::make_shared<HurriedTarget>(std::move(target));
}

}  // namespace tines_mock::contract::testing
