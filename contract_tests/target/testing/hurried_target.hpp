#pragma once

#include "contract_tests/target/pacing.hpp"
#include "contract_tests/target/testing/hurried_clock.hpp"

#include <limits>

namespace tines_mock::contract::testing {

/// A target that is paced as in a run, without limits and without waiting for real.
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
