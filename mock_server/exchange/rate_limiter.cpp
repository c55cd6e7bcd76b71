#include "exchange/rate_limiter.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <functional>

namespace tines_mock::exchange {

std::optional<Milliseconds> RateLimiter::exceeded(std::string_view address, std::string_view key,
                                                  Time now) {
  const auto who = std::hash<std::string>{}(std::string(address) + '\n' + std::string(key));
  const std::scoped_lock lock(mutex_);
  if (windows_.size() >= limits::rate_limit_windows) forget_ended(now);
  Window& window = windows_[who];
  if (window.end <= now) window = {now + limit_.window, 0};
  if (++window.requests <= limit_.requests) return std::nullopt;
  return window.end - now;
}

void RateLimiter::forget_ended(Time now) {
  std::erase_if(windows_, [&](const auto& entry) { return entry.second.end <= now; });
  if (windows_.size() < limits::rate_limit_windows) return;
  windows_.erase(
      std::ranges::min_element(windows_, {}, [](const auto& entry) { return entry.second.end; }));
}

}  // namespace tines_mock::exchange
