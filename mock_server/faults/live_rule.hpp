#pragma once

#include "faults/matcher.hpp"
#include "support/changes.hpp"
#include "support/random.hpp"

#include <tines_mock/fault.hpp>

#include <cstdint>
#include <mutex>
#include <optional>

namespace tines_mock::faults {

/// A fault rule in a plan, with its counters. Thread-safe.
class LiveRule {
 public:
  /// `serial`: no other rule of the plan has it or had it. `addition`: the number of the call that
  /// added it to its plan (Plan::additions). `changes` gets a note of each change of a counter, and
  /// may be null.
  LiveRule(FaultRule rule, Time added_at, std::uint64_t serial, std::uint64_t addition,
           Changes* changes);

  /// One request that fits the rule, and what the rule decides about it.
  struct Match {
    std::int64_t n = 0;  ///< the request is the rule's nth match, from 1
    bool fires = false;
    Draws draws;
    Milliseconds retry_after{0};  ///< of RateLimited: until the window ends
  };

  /// Counts a match and decides about it. Empty when the subject does not fit, or the rule is
  /// exhausted or expired.
  std::optional<Match> decide(const Subject& subject, std::uint64_t seed, Time now);

  void count_applied();
  void count_unchanged();
  std::uint64_t serial() const { return serial_; }
  std::uint64_t addition() const { return addition_; }
  FaultStatus status(Time now) const;
  /// When it expires; empty: never.
  std::optional<Time> expiry() const;
  const FaultRule& rule() const { return rule_; }

 private:
  void count(std::int64_t& counter);
  bool fits(const Subject& subject) const;
  bool is_expired(Time now) const;
  bool is_exhausted() const;
  /// Counts a request. Over the quota: the time until the window ends.
  std::optional<Milliseconds> time_over_quota(const effects::RateLimited& effect, Time now);

  const FaultRule rule_;
  const CompiledMatcher matcher_;
  const Time added_at_;
  const std::uint64_t serial_;
  const std::uint64_t addition_;
  Changes* const changes_;
  mutable std::mutex mutex_;
  std::int64_t matched_ = 0;
  std::int64_t fired_ = 0;
  std::int64_t applied_ = 0;
  std::int64_t unchanged_ = 0;
  std::optional<Time> window_end_;
  std::int64_t in_window_ = 0;
};

}  // namespace tines_mock::faults
