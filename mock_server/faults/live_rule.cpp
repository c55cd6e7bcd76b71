#include "faults/live_rule.hpp"

namespace tines_mock::faults {
LiveRule::LiveRule(FaultRule rule, Time added_at, std::uint64_t addition)
    : rule_(std::move(rule)), match_(rule_.when), added_at_(added_at), addition_(addition) {}

std::optional<LiveRule::Turn> LiveRule::meet(const Subject& subject, std::uint64_t seed, Time now) {
  if (expired(now) || !fits(subject)) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  if (exhausted()) return std::nullopt;
  const std::int64_t n = ++matched_;
  Turn turn{.n = n, .draws = Draws(seed, rule_.name, static_cast<std::uint64_t>(n))};
  turn.fires = chosen(n, turn.draws);
  if (const auto* limited = std::get_if<RateLimited>(&rule_.effect); limited && turn.fires)
    turn.fires = over_quota(*limited, now, turn.retry_after);
  if (turn.fires) ++fired_;
  return turn;
}

bool LiveRule::fits(const Subject& subject) const {
  const bool must_read = std::holds_alternative<StaleRead>(rule_.effect);
  if (must_read && !(subject.request && is_read(subject.request->method))) return false;
  return match_.fits(subject);
}

bool LiveRule::expired(Time now) const {
  return rule_.expires_after_ms && now - added_at_ >= *rule_.expires_after_ms;
}

bool LiveRule::exhausted() const {
  return (rule_.times && fired_ >= *rule_.times) || (rule_.when.nth && matched_ >= *rule_.when.nth);
}

// The share is drawn even when it is everything, so that changing it moves no later draw.
bool LiveRule::chosen(std::int64_t n, Draws& draws) const {
  const bool in_share = draws.uniform() < rule_.probability;
  if (rule_.when.nth && n != *rule_.when.nth) return false;
  const std::int64_t after_skipped = n - rule_.skip;
  return in_share && after_skipped > 0 && after_skipped % rule_.every == 0;
}

bool LiveRule::over_quota(const RateLimited& effect, Time now, Milliseconds& retry_after) {
  if (!window_end_ || now >= *window_end_) {
    window_end_ = now + effect.window_ms;
    in_window_ = 0;
  }
  retry_after = *window_end_ - now;
  return ++in_window_ > effect.quota;
}

void LiveRule::was_applied() {
  const std::scoped_lock lock(mutex_);
  ++applied_;
}

void LiveRule::found_nothing_to_change() {
  const std::scoped_lock lock(mutex_);
  ++unchanged_;
}

FaultStatus LiveRule::status(Time now) const {
  const std::scoped_lock lock(mutex_);
  const auto state = expired(now)  ? RuleState::expired
                     : exhausted() ? RuleState::exhausted
                                   : RuleState::active;
  return {rule_, state, matched_, fired_, applied_, unchanged_};
}

}  // namespace tines_mock::faults
