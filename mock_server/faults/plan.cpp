#include "faults/plan.hpp"

#include "faults/live_rule.hpp"
#include "faults/rule_json.hpp"
#include "faults/validation.hpp"
#include "support/limits.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::faults {
namespace {

unsigned bit(Phase phase) {
  return 1U << static_cast<unsigned>(phase);
}

bool has_name(const auto& rules, std::string_view name) {
  return std::any_of(rules.begin(), rules.end(),
                     [&](const auto& live) { return live->rule().name == name; });
}

}  // namespace

Response rewrite(const Decision& decision, Response original, const ErrorBody& error_body) {
  if (!decision.effect) return original;
  return rewrite(*decision.effect, std::move(original),
                 {decision.draws, decision.at, decision.retry_after, error_body});
}

void note_result(const Decision& decision, FiredFault& fired, std::string why_not) {
  fired.applied = why_not.empty();
  fired.why_not = std::move(why_not);
  if (fired.applied)
    decision.rule->count_applied();
  else
    decision.rule->count_unchanged();
}

Problems Plan::add(std::vector<FaultRule> rules, Time now, std::string_view pointer) {
  const std::scoped_lock lock(mutex_);
  Problems problems;
  Rules extended = *rules_;
  if (extended.size() + rules.size() > limits::fault_rules)
    return {{Problem::Kind::out_of_range, std::string(pointer),
             "at most " + std::to_string(limits::fault_rules) + " rules in a world",
             std::to_string(extended.size() + rules.size())}};
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto at = child(pointer, i);
    auto wrong = validate(rules[i], at);
    if (has_name(extended, rules[i].name))
      wrong.push_back({Problem::Kind::invalid, at + "/name", "a name that no rule here has",
                       '"' + rules[i].name + '"'});
    if (wrong.empty())
      extended.push_back(std::make_shared<LiveRule>(std::move(rules[i]), now, ++serials_,
                                                    additions_ + 1, changes_));
    problems.insert(problems.end(), wrong.begin(), wrong.end());
  }
  if (!problems.empty()) return problems;
  ++additions_;
  replace(std::move(extended));
  return {};
}

void Plan::replace_all(const std::vector<FaultRule>& rules, Time now) {
  const std::scoped_lock lock(mutex_);
  Rules all;
  for (const auto& rule : rules)
    all.push_back(std::make_shared<LiveRule>(rule, now, ++serials_, additions_ + 1, changes_));
  ++additions_;
  replace(std::move(all));
}

bool Plan::has(const FaultRule& rule) const {
  const auto all = rules();
  return std::ranges::any_of(*all, [&](const auto& live) {
    return live->rule().name == rule.name && write_rule(live->rule()) == write_rule(rule);
  });
}

bool Plan::remove(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  Rules rest = *rules_;
  if (std::erase_if(rest, [&](const auto& live) { return live->rule().name == name; }) == 0)
    return false;
  replace(std::move(rest));
  return true;
}

void Plan::clear() {
  const std::scoped_lock lock(mutex_);
  replace({});
}

std::vector<FaultStatus> Plan::list(Time now) const {
  std::vector<FaultStatus> statuses;
  const auto all = rules();  // keeps them alive while another thread replaces them
  for (const auto& live : *all) statuses.push_back(live->status(now));
  return statuses;
}

std::optional<Time> Plan::next_expiry(Time now) const {
  std::optional<Time> next;
  const auto all = rules();
  for (const auto& live : *all)
    if (const auto expiry = live->expiry(); expiry && *expiry > now)
      next = next ? std::min(*next, *expiry) : *expiry;
  return next;
}

std::vector<std::string> Plan::unfired() const {
  std::vector<std::string> names;
  for (const auto& status : list(Time()))
    if (status.applied == 0) names.push_back(status.rule.name);
  return names;
}

std::string Plan::next_hold_name() {
  const auto all = rules();
  for (;;)
    if (auto name = "hold " + std::to_string(++named_holds_); !has_name(*all, name)) return name;
}

bool Plan::has_rule_at(Phase phase) const {
  return (phases_.load(std::memory_order_relaxed) & bit(phase)) != 0;
}

Decision Plan::decide(Phase phase, const Subject& subject, Time now, std::uint64_t additions) {
  Decision decision;
  if (!has_rule_at(phase)) return decision;
  decision.at = now;
  const auto all = rules();  // keeps them alive while another thread replaces them
  for (const auto& live : *all) {
    if (live->rule().phase != phase || live->addition() > additions) continue;
    const auto match = live->decide(subject, seed_, now);
    if (!match) continue;
    decision.matches.push_back({live->serial(), match->n});
    if (!match->fires) continue;
    const auto& rule = live->rule();
    const bool first = !decision.effect;
    decision.fired.push_back({rule.name, phase, std::string(kind_of(rule.effect)), match->n, false,
                              first ? "the request ended before it" : "an earlier rule acted"});
    if (!first) continue;
    decision.effect = rule.effect;
    decision.draws = match->draws;
    decision.retry_after = match->retry_after;
    decision.rule = live;
  }
  return decision;
}

std::shared_ptr<const Plan::Rules> Plan::rules() const {
  const std::scoped_lock lock(mutex_);
  return rules_;
}

void Plan::replace(Rules rules) {
  unsigned phases = 0;
  for (const auto& live : rules) phases |= bit(live->rule().phase);
  rules_ = std::make_shared<const Rules>(std::move(rules));
  phases_.store(phases, std::memory_order_relaxed);
  gates_.keep(*rules_);
  if (changes_) changes_->note(Changes::Part::faults);
}

}  // namespace tines_mock::faults
