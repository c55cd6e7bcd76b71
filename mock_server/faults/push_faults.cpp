#include "faults/push_faults.hpp"

#include "support/limits.hpp"

#include <utility>

namespace tines_mock::faults {

Subject subject_of(const domain::Push& push) {
  return {.tenant = push.origin_tenant,
          .operation = "push",
          .story_id = push.story_id,
          .sync_destination_id = push.sync_destination_id};
}

domain::PushDecision PushFaults::decide(const domain::Push& push, Time now) {
  if (!plan_.has_rule_at(Phase::push)) return {};
  const auto matched =
      plan_.decide(Phase::push, subject_of(push), now, asked_ ? asked_->additions : UINT64_MAX);
  if (asked_) remember(push, matched);
  if (!matched) return {};
  auto decision = push_decision(*matched.effect, matched.draws);
  if (action_of(*matched.effect) == Action::hold)
    decision.hold = plan_.gates().hold(matched.rule, push, now);
  auto fired = matched.fired;
  if (decision.changes()) decision.rule = fired.front().rule;
  note_result(matched, fired.front(), decision.changes() ? "" : "it added no time");
  if (fired_)
    for (auto& each : fired)
      if (fired_->size() < limits::fault_rules) fired_->push_back(std::move(each));
  return decision;
}

void PushFaults::remember(const domain::Push& push, const Decision& decision) {
  if (asked_->pushes.size() == limits::explained_pushes) return;
  asked_->note(Phase::push, decision.matches, asked_->pushes.size());
  asked_->pushes.push_back(push);
}

void PushFaults::begin_request(std::vector<FiredFault>& fired, Asked& asked) {
  fired_ = &fired;
  asked_ = &asked;
}

void PushFaults::end_request() {
  fired_ = nullptr;
  asked_ = nullptr;
}

}  // namespace tines_mock::faults
