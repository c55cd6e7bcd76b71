#include "journal/explanation.hpp"

#include "faults/choice.hpp"
#include "faults/live_rule.hpp"
#include "faults/push_faults.hpp"
#include "journal/report.hpp"
#include "journal/verification.hpp"
#include "support/limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace tines_mock::journal {
namespace {

using faults::Choice;
using faults::LiveRule;
using Differences = std::vector<faults::Difference>;

std::string ordinal(std::int64_t n) {
  const bool teen = n % 100 >= 11 && n % 100 <= 13;
  const char* ending = teen          ? "th"
                       : n % 10 == 1 ? "st"
                       : n % 10 == 2 ? "nd"
                       : n % 10 == 3 ? "rd"
                                     : "th";
  return std::to_string(n) + ending;
}

std::string digits(double number, std::chars_format format, int precision) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number, format, precision);
  return {text.data(), end.ptr};
}

std::string not_drawn(double probability, double drawn) {
  return "fits, but probability " + digits(probability, std::chars_format::general, 6) + " drew " +
         digits(drawn, std::chars_format::fixed, 4);
}

/// Why a rule that fitted a request did not fire on it, its nth match.
std::string why_not_chosen(const FaultRule& rule, std::int64_t n, std::uint64_t seed) {
  const auto drawn = Draws(seed, rule.name, static_cast<std::uint64_t>(n)).uniform();
  switch (faults::choose(rule, n, drawn)) {
    case Choice::skipped:
      return "fits, but skipped: " + std::to_string(n) + " of the first " +
             std::to_string(rule.skip);
    case Choice::between:
      return "fits, but only each " + ordinal(rule.every) + " acts, this was the " +
             ordinal(n - rule.skip);
    case Choice::other_nth:
      return "fits, but only the " + ordinal(*rule.when.nth) + " acts, this was the " + ordinal(n);
    case Choice::not_drawn:
      return not_drawn(rule.probability, drawn);
    case Choice::acts:
      break;
  }
  if (const auto* limited = std::get_if<effects::RateLimited>(&rule.effect))
    return "within its quota of " + std::to_string(limited->quota) + " in " +
           std::to_string(limited->window.count()) + " ms";
  return "fired, but the entry has no place for more of them";
}

std::string used_up(const FaultStatus& status) {
  if (const auto& times = status.rule.times; times && status.fired >= *times)
    return "used up: it had acted " + std::to_string(status.fired) + " of " +
           std::to_string(*times) + " times";
  return "used up: the " + ordinal(*status.rule.when.nth) + " had come";
}

std::string sentence(const Differences& differences) {
  std::string text;
  for (const auto& [part, expected, found] : differences)
    text.append(text.empty() ? "" : "; ")
        .append(part)
        .append(" differs: expected ")
        .append(shortened(expected))
        .append(", found ")
        .append(shortened(found));
  return text;
}

/// One request, about which any rule can be explained.
class Explained {
 public:
  Explained(const JournalEntry& entry, const faults::Asked& asked, const faults::Plan& plan,
            const redaction::Redactor& redactor)
      : entry_(entry), asked_(asked), seed_(plan.seed()), redactor_(redactor) {
    // Of a create it is the one that it made, which a rule could not know.
    if (entry_.operation == "sync_destination.create") entry_.sync_destination_id.reset();
  }

  void add(const LiveRule& rule) {
    if (!is_later(rule)) asked_rules_.insert(rule.rule().name);
    if (rule.rule().phase != Phase::push || asked_.pushes.empty() || is_later(rule))
      return all_.push_back(explanation(rule, nullptr));
    for (const auto& push : asked_.pushes) all_.push_back(explanation(rule, &push));
  }

  /// The rules that fired on it and are not there any more.
  void add_removed() {
    for (const auto& fired : entry_.faults) {
      if (asked_rules_.contains(fired.rule)) continue;
      const auto why = fired.applied ? "acted: its " + ordinal(fired.n) + " match" : fired.why_not;
      all_.push_back({.rule = fired.rule,
                      .phase = fired.phase,
                      .effect = fired.effect,
                      .fits = true,
                      .n = fired.n,
                      .acted = fired.applied,
                      .why = why + " (removed since)"});
    }
  }

  std::vector<Explanation> take() { return std::move(all_); }

 private:
  Explanation explanation(const LiveRule& live, const domain::Push* push) {
    const auto& rule = live.rule();
    Explanation about{.rule = rule.name,
                      .phase = rule.phase,
                      .effect = std::string(faults::kind_of(rule.effect))};
    if (push) {
      about.sync_destination_id = push->sync_destination_id;
      about.story_id = push->story_id;
    }
    if (const auto* match = find_match(live, push)) {
      explain_match(rule, match->n, about);
    } else {
      const auto differences = differences_of(rule, push);
      about.fits = is_comparable(rule, push) && differences.empty();
      about.why = why_no_match(live, push, differences);
    }
    return about;
  }

  void explain_match(const FaultRule& rule, std::int64_t n, Explanation& about) {
    about.fits = true;
    about.n = n;
    const auto fired = std::ranges::find_if(entry_.faults, [&](const FiredFault& each) {
      return each.rule == rule.name && each.n == n && each.phase == rule.phase;
    });
    if (fired == entry_.faults.end()) {
      about.why = why_not_chosen(rule, n, seed_);
      return;
    }
    about.acted = fired->applied;
    about.why = fired->applied ? "acted: " + ordinal(n) + " match of " +
                                     faults::describe(redactor_.matcher(rule.when))
                               : fired->why_not;
  }

  std::string why_no_match(const LiveRule& live, const domain::Push* push,
                           const Differences& differences) const {
    const auto phase = live.rule().phase;
    if (phase == Phase::connect) return "it acts on connections, before there is a request";
    if (is_later(live)) return "added after the request arrived";
    if (phase == Phase::push && !push) return "the request caused no push before its response";
    if (!differences.empty()) return sentence(differences);
    if (!push && !asked_.has(phase)) return why_not_asked(phase);
    const auto expiry = live.expiry();
    if (expiry && *expiry <= entry_.at) return "expired before the request came";
    if (const auto status = live.status(entry_.at); status.state == RuleState::exhausted)
      return used_up(status);
    if (expiry) return "expired while the request was under way";
    return "not known: the request fitted more rules than its entry has place for";
  }

  std::string why_not_asked(Phase phase) const {
    if (entry_.tenant.empty()) return "the request names no tenant, so that no rule is asked";
    if (entry_.reached && *entry_.reached > phase)
      return "there was no such phase: the operation did not succeed";
    return entry_.ending == Ending::pending ? "the request has not come to this phase"
                                            : "the request ended before this phase";
  }

  bool is_later(const LiveRule& rule) const { return rule.addition() > asked_.additions; }

  const faults::Asked::Match* find_match(const LiveRule& rule, const domain::Push* push) const {
    const auto place = push ? static_cast<std::size_t>(push - asked_.pushes.data()) : 0;
    const auto found = std::ranges::find_if(asked_.matches, [&](const auto& match) {
      return match.rule == rule.serial() && match.push == place;
    });
    return found == asked_.matches.end() ? nullptr : &*found;
  }

  // A rule at connect, and one at push without a push, is about nothing that the entry has.
  static bool is_comparable(const FaultRule& rule, const domain::Push* push) {
    return push || (rule.phase != Phase::connect && rule.phase != Phase::push);
  }

  // The body of a request that ended early was perhaps not read.
  Differences differences_of(const FaultRule& rule, const domain::Push* push) const {
    const faults::CompiledMatcher matcher(redactor_.matcher(rule.when));
    if (push) return matcher.differences(faults::subject_of(*push));
    if (!is_comparable(rule, push)) return {};
    const EntrySubject subject(entry_);
    auto all = matcher.differences(subject.subject());
    if (!asked_.has(rule.phase))
      std::erase_if(all, [](const auto& each) { return each.part.starts_with("body"); });
    const bool only_reads = std::holds_alternative<effects::StaleRead>(rule.effect);
    if (only_reads && !faults::is_read(entry_.request.method))
      all.push_back({"method", "\"GET\" or \"HEAD\"", '"' + entry_.request.method + '"'});
    return all;
  }

  JournalEntry entry_;
  const faults::Asked& asked_;
  const std::uint64_t seed_;
  const redaction::Redactor& redactor_;
  std::set<std::string> asked_rules_;  // those that there are still
  std::vector<Explanation> all_;
};

}  // namespace

std::vector<Explanation> explain(const JournalEntry& entry, const faults::Asked& asked,
                                 const faults::Plan& plan, const redaction::Redactor& redactor) {
  Explained request(entry, asked, plan, redactor);
  const auto rules = plan.rules();
  for (const auto& rule : *rules) request.add(*rule);
  request.add_removed();
  return request.take();
}

}  // namespace tines_mock::journal
