#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/world_spec.hpp>

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::exchange {

/// The rate limit (contract_tests/tines-api.md#rate-limit): a number of requests in a window of
/// time, counted for each IP address and key. Keeps at most limits::rate_limit_windows windows and
/// drops the oldest first. Thread-safe.
class RateLimiter {
 public:
  /// Replaces the limit and forgets all requests so far. Empty: no limit.
  void set(std::optional<RateLimit> limit);

  /// Counts a request. Empty when it is within the limit, else the time until the window ends.
  std::optional<Milliseconds> exceeded(std::string_view address, std::string_view key, Time now);

 private:
  struct Window {
    Time end{};
    std::int64_t requests = 0;
  };

  void forget_ended(Time now);

  std::mutex mutex_;
  std::optional<RateLimit> limit_;
  std::map<std::size_t, Window> windows_;  // by a hash, so that no key is kept
};

}  // namespace tines_mock::exchange
