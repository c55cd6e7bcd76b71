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

/// The documented limit (tines-api.md, section 3): so many requests in a window for each IP address
/// and key. Thread-safe. Keeps at most limits::rate_limit_windows windows; the oldest go first.
class RateLimiter {
 public:
  /// From now on; nothing: no limit. No request has come yet.
  void set(std::optional<RateLimit> limit);

  /// Counts a request, where there is a limit. Nothing when it may pass, else the time until the
  /// window ends.
  std::optional<Milliseconds> exceeded(std::string_view address, std::string_view key, Time now);

 private:
  struct Window {
    Time end{};
    std::int64_t requests = 0;
  };

  void forget_ended(Time now);

  std::mutex mutex_;
  std::optional<RateLimit> limit_;
  std::map<std::size_t, Window> windows_;  // by a hash: no key is kept
};

}  // namespace tines_mock::exchange
