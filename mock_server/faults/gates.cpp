#include "faults/gates.hpp"

#include "faults/effect.hpp"
#include "faults/live_rule.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::faults {
namespace {

std::optional<Time> end_of_hold(const FaultRule& rule, Time since) {
  const auto longest = longest_hold(rule.effect);
  return longest ? std::optional(since + *longest) : std::nullopt;
}

}  // namespace

Gates::Held::Held(Gates& gates, std::shared_ptr<LiveRule> rule, Holdable what, Time since)
    : gates_(gates),
      rule_(std::move(rule)),
      what_(std::move(what)),
      since_(since),
      until_(end_of_hold(rule_->rule(), since)),
      place_(gates.places_) {}

Gates::Held::~Held() {
  gates_.leave(*this);
}

bool Gates::Held::is_over(Time now) const {
  return is_released() || (until_ && now >= *until_);
}

void Gates::keep(const std::vector<std::shared_ptr<LiveRule>>& rules) {
  const std::scoped_lock lock(mutex_);
  const auto before = std::exchange(gates_, {});
  for (const auto& rule : rules) {
    if (action_of(rule->rule().effect) != Action::hold) continue;
    const auto there = std::ranges::find(before, rule, &Gate::rule);
    gates_.push_back(there == before.end() ? Gate{rule} : *there);
  }
  for (const auto& gate : before)
    if (std::ranges::find(gates_, gate.rule, &Gate::rule) == gates_.end()) release_all(*gate.rule);
}

std::shared_ptr<Gates::Held> Gates::hold(const std::shared_ptr<LiveRule>& rule, Holdable what,
                                         Time now) {
  auto held = std::make_shared<Held>(*this, rule, std::move(what), now);
  {
    const std::scoped_lock lock(mutex_);
    const auto gate = std::ranges::find(gates_, rule, &Gate::rule);
    if (gate == gates_.end()) {
      held->release();
      return held;
    }
    ++gate->reached;
    waiting_.push_back(held.get());
  }
  note_change();
  return held;
}

void Gates::leave(Held& held) {
  {
    const std::scoped_lock lock(mutex_);
    if (waiting_.remove(&held) == 0) return;
  }
  note_change();
}

std::optional<std::size_t> Gates::release(std::string_view rule) {
  const std::scoped_lock lock(mutex_);
  const auto* gate = find_gate(rule);
  if (!gate) return std::nullopt;
  const auto released = release_all(*gate->rule);
  note_change();
  return released;
}

std::size_t Gates::release_all(const LiveRule& rule) {
  std::size_t released = 0;
  for (Held* held : waiting_) {
    if (held->rule_.get() != &rule || held->is_released()) continue;
    held->release();
    ++released;
  }
  return released;
}

std::vector<Gates::Status> Gates::list() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Status> all;
  for (const auto& gate : gates_) all.push_back(status_of(gate));
  return all;
}

std::optional<Gates::Status> Gates::find(std::string_view rule) const {
  const std::scoped_lock lock(mutex_);
  const auto* gate = find_gate(rule);
  return gate ? std::optional(status_of(*gate)) : std::nullopt;
}

const Gates::Gate* Gates::find_gate(std::string_view rule) const {
  const auto found = std::ranges::find_if(
      gates_, [&](const Gate& gate) { return gate.rule->rule().name == rule; });
  return found == gates_.end() ? nullptr : &*found;
}

Gates::Status Gates::status_of(const Gate& gate) const {
  Status status{gate.rule->rule().name, gate.rule->rule().phase, gate.reached, {}};
  for (const Held* held : waiting_)
    if (held->rule_ == gate.rule && !held->is_released())
      status.waiting.push_back({held->since_, held->what_});
  return status;
}

void Gates::note_change() {
  if (changes_) changes_->note(Changes::Part::faults);
}

}  // namespace tines_mock::faults
