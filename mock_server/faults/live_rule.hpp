#pragma once

#include "faults/match.hpp"
#include "support/random.hpp"

#include <tines_mock/fault.hpp>

#include <cstdint>
#include <mutex>
#include <optional>

namespace tines_mock::faults {

/// A rule at work: what it asks for, and what it has met. Thread-safe.
class LiveRule {
 public:
  /// `addition`: the how-manieth time that rules were added to its plan.
  LiveRule(FaultRule rule, Time added_at, std::uint64_t addition);

  /// What the rule says to one request that fits it.
  struct Turn {
    std::int64_t n = 0;  ///< the how-manieth that fits
    bool fires = false;
    Draws draws;
    Milliseconds retry_after{0};  ///< of RateLimited: until the window ends
  };

  /// Empty when the subject does not fit, or the rule is used up or too old.
  std::optional<Turn> meet(const Subject& subject, std::uint64_t seed, Time now);

  void was_applied();
  void found_nothing_to_change();
  std::uint64_t addition() const { return addition_; }
  FaultStatus status(Time now) const;
  const FaultRule& rule() const { return rule_; }

 private:
  bool fits(const Subject& subject) const;
  bool expired(Time now) const;
  bool exhausted() const;
  bool chosen(std::int64_t n, Draws& draws) const;
  bool over_quota(const RateLimited& effect, Time now, Milliseconds& retry_after);

  const FaultRule rule_;
  const Match match_;
  const Time added_at_;
  const std::uint64_t addition_;
  mutable std::mutex mutex_;
  std::int64_t matched_ = 0;
  std::int64_t fired_ = 0;
  std::int64_t applied_ = 0;
  std::int64_t unchanged_ = 0;
  std::optional<Time> window_end_;
  std::int64_t in_window_ = 0;
};

}  // namespace tines_mock::faults
