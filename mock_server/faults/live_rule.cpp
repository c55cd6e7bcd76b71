#include "faults/live_rule.hpp"

#include "faults/choice.hpp"

namespace tines_mock::faults {

LiveRule::LiveRule(FaultRule rule, Time added_at, std::uint64_t serial, std::uint64_t addition,
                   Changes* changes)
    : rule_(std::move(rule)),
      matcher_(rule_.when),
      added_at_(added_at),
      serial_(serial),
      addition_(addition),
      changes_(changes) {}

std::optional<LiveRule::Match> LiveRule::decide(const Subject& subject, std::uint64_t seed,
                                                Time now) {
  if (is_expired(now) || !fits(subject)) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  if (is_exhausted()) return std::nullopt;
  const std::int64_t n = ++matched_;
  Match match{.n = n, .draws = Draws(seed, rule_.name, static_cast<std::uint64_t>(n))};
  // Drawn also for probability 1, so that the probability changes no later draw.
  match.fires = choose(rule_, n, match.draws.uniform()) == Choice::acts;
  if (const auto* limited = std::get_if<effects::RateLimited>(&rule_.effect);
      limited && match.fires) {
    const auto until_window_ends = time_over_quota(*limited, now);
    match.fires = until_window_ends.has_value();
    match.retry_after = until_window_ends.value_or(Milliseconds(0));
  }
  if (match.fires) ++fired_;
  if (changes_) changes_->note(Changes::Part::faults);
  return match;
}

bool LiveRule::fits(const Subject& subject) const {
  const bool only_reads = std::holds_alternative<effects::StaleRead>(rule_.effect);
  if (only_reads && !(subject.request && is_read(subject.request->method))) return false;
  return matcher_.fits(subject);
}

bool LiveRule::is_expired(Time now) const {
  const auto at = expiry();
  return at && now >= *at;
}

std::optional<Time> LiveRule::expiry() const {
  if (!rule_.expires_after) return std::nullopt;
  return added_at_ + *rule_.expires_after;
}

bool LiveRule::is_exhausted() const {
  return (rule_.times && fired_ >= *rule_.times) || (rule_.when.nth && matched_ >= *rule_.when.nth);
}

std::optional<Milliseconds> LiveRule::time_over_quota(const effects::RateLimited& effect,
                                                      Time now) {
  if (!window_end_ || now >= *window_end_) {
    window_end_ = now + effect.window;
    in_window_ = 0;
  }
  return ++in_window_ > effect.quota ? std::optional(*window_end_ - now) : std::nullopt;
}

void LiveRule::count_applied() {
  count(applied_);
}

void LiveRule::count_unchanged() {
  count(unchanged_);
}

void LiveRule::count(std::int64_t& counter) {
  const std::scoped_lock lock(mutex_);
  ++counter;
  if (changes_) changes_->note(Changes::Part::faults);
}

FaultStatus LiveRule::status(Time now) const {
  const std::scoped_lock lock(mutex_);
  const auto state = is_expired(now)  ? RuleState::expired
                     : is_exhausted() ? RuleState::exhausted
                                      : RuleState::active;
  return {rule_, state, matched_, fired_, applied_, unchanged_};
}

}  // namespace tines_mock::faults
