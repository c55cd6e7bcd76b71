#pragma once

#include "faults/asked.hpp"
#include "faults/effect.hpp"
#include "faults/gates.hpp"
#include "faults/matcher.hpp"
#include "json/reader.hpp"
#include "support/changes.hpp"
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

/// What the plan decides about one request at one phase.
struct Decision {
  std::optional<Effect> effect;  ///< of the first rule that fired; empty when none did
  Draws draws{0, "", 0};         ///< random numbers for that effect
  Time at{};
  Milliseconds retry_after{0};
  /// Every rule that fired. Only the first one acts; it is `applied` once note_result says so.
  std::vector<FiredFault> fired;
  std::shared_ptr<LiveRule> rule;  ///< the one that acts
  /// Every rule that counted the request, whether it fired or not.
  std::vector<Asked::Match> matches;

  explicit operator bool() const { return effect.has_value(); }
};

/// Counts the result of a decision. `why_not` is empty when the effect changed something, and else
/// says why not. `fired` is the decision's first FiredFault, which may be a copy by now.
void note_result(const Decision& decision, FiredFault& fired, std::string why_not);

/// The response that the decision's effect sends instead of `original` (effect.hpp).
Response rewrite(const Decision& decision, Response original, const ErrorBody& error_body);

/// The fault rules of one world, in order. Thread-safe.
class Plan {
 public:
  /// `changes` gets a note of each change of a rule or a counter, and must outlive the plan. It may
  /// be null.
  explicit Plan(std::uint64_t seed, Changes* changes = nullptr)
      : seed_(seed), changes_(changes), gates_(changes) {}

  using Rules = std::vector<std::shared_ptr<LiveRule>>;

  std::uint64_t seed() const { return seed_; }
  /// The rules that there are now.
  std::shared_ptr<const Rules> rules() const;
  /// Whether there is a rule at that phase. Costs one relaxed load.
  bool has_rule_at(Phase phase) const;

  /// Appends all of the rules or, when any of them is invalid, none. `pointer` is the place of the
  /// array of rules, for the problems.
  Problems add(std::vector<FaultRule> rules, Time now, std::string_view pointer = "/rules");
  /// Whether there is just that rule, and not another one of its name.
  bool has(const FaultRule& rule) const;
  /// False when there is no rule of that name.
  bool remove(std::string_view name);
  void clear();
  /// Removes all rules and adds these. REQUIRES: they are valid.
  void replace_all(const std::vector<FaultRule>& rules, Time now);

  /// How many times rules were added. A request keeps the number of the moment it arrived at, so
  /// that rules which are added later do not apply to it.
  std::uint64_t additions() const { return additions_.load(std::memory_order_relaxed); }

  std::vector<FaultStatus> list(Time now) const;
  /// When the next rule expires; empty when none will.
  std::optional<Time> next_expiry(Time now) const;
  /// Names of the rules that have changed nothing yet.
  std::vector<std::string> unfired() const;

  /// Where the rules with the effect hold let requests and pushes wait.
  Gates& gates() { return gates_; }
  const Gates& gates() const { return gates_; }
  /// A name for such a rule that no rule here has: "hold 1", "hold 2", …
  std::string next_hold_name();

  /// Asks every rule of that phase that is among the first `additions`. Each one that fits counts
  /// its own n and decides by itself, whether or not an earlier one acts. Costs one relaxed load
  /// when the phase has no rule.
  Decision decide(Phase phase, const Subject& subject, Time now,
                  std::uint64_t additions = UINT64_MAX);

 private:
  void replace(Rules rules);  // REQUIRES: mutex_ is held

  const std::uint64_t seed_;
  Changes* const changes_;
  std::atomic<unsigned> phases_ = 0;  // a bit for each phase that has rules
  std::atomic<std::uint64_t> additions_ = 0;
  std::atomic<std::uint64_t> named_holds_ = 0;
  Gates gates_;
  mutable std::mutex mutex_;
  std::uint64_t serials_ = 0;
  std::shared_ptr<const Rules> rules_ = std::make_shared<const Rules>();
};

}  // namespace tines_mock::faults
