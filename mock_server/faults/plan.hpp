#pragma once

#include "faults/effect.hpp"
#include "faults/match.hpp"
#include "json/reader.hpp"
#include "support/random.hpp"

#include <tines_mock/fault.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace tines_mock::faults {

class LiveRule;

/// What the rules say to one request at one phase.
struct Decision {
  std::optional<Effect> effect;  ///< of the first rule that fired; empty: go on
  Draws draws{0, "", 0};         ///< that belong to it
  Time at{};
  Milliseconds retry_after{0};
  /// Every rule that fired; the first one acts, and is `applied` when note_result has said so.
  std::vector<FiredFault> fired;
  std::shared_ptr<LiveRule> rule;  ///< that acts

  explicit operator bool() const { return effect.has_value(); }
};

/// Counts what became of a decision: its effect changed something, or, when `why_not` says why, it
/// found nothing to change. `fired` is the decision's first FiredFault, wherever it is kept by now.
void note_result(const Decision& decision, FiredFault& fired, std::string why_not);

/// As rewrite in effect.hpp, with what the decision knows.
Response rewrite(const Decision& decision, Response original, const ErrorBody& error_body);

/// The fault rules of one world, in order. Thread-safe.
class Plan {
 public:
  explicit Plan(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t seed() const { return seed_; }

  /// Adds all of them behind those that are there, or, when anything is wrong with one, none: then
  /// it says what, with pointers from `pointer` (the place of the array of rules).
  Problems add(std::vector<FaultRule> rules, Time now, std::string_view pointer = "/rules");
  /// False when there is no rule of that name.
  bool remove(std::string_view name);
  void clear();
  /// Removes all rules and adds these, which are known to be right.
  void replace_all(const std::vector<FaultRule>& rules, Time now);

  /// How many times rules were added. A request keeps the number as it was when it came: rules that
  /// are added later do not meet it.
  std::uint64_t additions() const { return additions_.load(std::memory_order_relaxed); }

  std::vector<FaultStatus> list(Time now) const;
  /// Names of the rules that have not acted on anything yet.
  std::vector<std::string> unfired() const;

  /// Each rule that fits counts its own n and decides on its own, also when an earlier one acts.
  /// Only rules of the first `additions` are asked. Costs one relaxed load where no rule is at that
  /// phase.
  Decision decide(Phase phase, const Subject& subject, Time now,
                  std::uint64_t additions = UINT64_MAX);

 private:
  using Rules = std::vector<std::shared_ptr<LiveRule>>;

  std::shared_ptr<const Rules> rules() const;
  void replace(Rules rules);  // REQUIRES: mutex_ is held

  const std::uint64_t seed_;
  std::atomic<unsigned> phases_ = 0;  // a bit for each phase that has rules
  std::atomic<std::uint64_t> additions_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<const Rules> rules_ = std::make_shared<const Rules>();
};

}  // namespace tines_mock::faults
