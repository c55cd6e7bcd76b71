#pragma once

#include "contract_tests/target/target.hpp"

#include <tines_mock/clock.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

namespace tines_mock::contract {

/// How fast a run sends. The documents allow 5000 requests a minute for each IP address and key;
/// some are left for other users of the key.
struct Pace {
  std::size_t requests_per_minute = 4500;
  std::int64_t request_budget = 20'000;    ///< for the whole run
  int resends = 8;                         ///< of one request that is answered 429 or 503
  std::chrono::seconds longest_wait{120};  ///< before one resend
  /// In the whole run, before resends after which the answer was still 429 or 503.
  std::chrono::seconds longest_in_vain{600};
};

/// Whether the answer asks to send the request again later: 429, or 503 with a readable
/// `Retry-After`.
bool asks_to_wait(const Response& answer, Time now);

/// Keeps the rate limit, counts requests against the budget, and sends a request again when the
/// answer asks for it. After the last resend it returns such an answer. Throws RunEnds when the
/// budget is spent or `stop` is requested.
class PacedTarget final : public Target {
 public:
  PacedTarget(std::shared_ptr<Target> target, Pace pace, Clock& clock, std::stop_token stop);

  Response send(const Request& request) override;
  void pause(Milliseconds duration) override { wait(duration); }
  /// Sends no request again: the others would no longer be in flight with it.
  std::vector<Response> send_together(const std::vector<Request>& requests) override;
  std::int64_t requests_sent() const { return sent_; }
  std::int64_t times_rate_limited() const { return rate_limited_; }
  /// Budget and interruption stop no request from now on: what is sent cleans up.
  void only_clean_up_now() { cleaning_up_ = true; }

 private:
  void wait_for_turn();
  void wait(Milliseconds duration);

  std::shared_ptr<Target> target_;
  Pace pace_;
  Clock& clock_;
  std::stop_token stop_;
  std::deque<Time> sent_at_;
  std::int64_t sent_ = 0;
  std::int64_t rate_limited_ = 0;
  Milliseconds waited_in_vain_{0};
  bool cleaning_up_ = false;
};

}  // namespace tines_mock::contract
