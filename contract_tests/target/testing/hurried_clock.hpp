#pragma once

#include <tines_mock/clock.hpp>

#include <algorithm>

namespace tines_mock::contract::testing {

/// Virtual time that moves on by itself when it is waited for.
class HurriedClock final : public Clock {
 public:
  Time now() const override { return now_; }
  bool wait_until(Time deadline, std::stop_token) override {
    now_ = std::max(now_, deadline);
    return true;
  }

 private:
  Time now_{std::chrono::seconds{784'111'777}};  // Sun, 06 Nov 1994 08:49:37 GMT
};

}  // namespace tines_mock::contract::testing
