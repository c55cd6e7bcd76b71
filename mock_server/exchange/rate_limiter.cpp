#include "exchange/rate_limiter.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <functional>

namespace tines_mock::exchange {

void RateLimiter::set(std::optional<RateLimit> limit) {
  const std::scoped_lock lock(mutex_);
  limit_ = limit;
  windows_.clear();
}

std::optional<Milliseconds> RateLimiter::exceeded(std::string_view address, std::string_view key,
                                                  Time now) {
  const std::scoped_lock lock(mutex_);
  if (!limit_) return std::nullopt;
  const auto who = std::hash<std::string>{}(std::string(address) + '\n' + std::string(key));
  if (windows_.size() >= limits::rate_limit_windows) forget_ended(now);
  Window& window = windows_[who];
  if (window.end <= now) window = {now + limit_->window, 0};
  if (++window.requests <= limit_->requests) return std::nullopt;
  return window.end - now;
}

void RateLimiter::forget_ended(Time now) {
  std::erase_if(windows_, [&](const auto& entry) { return entry.second.end <= now; });
  if (windows_.size() < limits::rate_limit_windows) return;
  windows_.erase(
      std::ranges::min_element(windows_, {}, [](const auto& entry) { return entry.second.end; }));
}

}  // namespace tines_mock::exchange
