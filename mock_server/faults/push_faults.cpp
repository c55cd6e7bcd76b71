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

domain::PushVerdict PushFaults::decide(const domain::Push& push, Time now) {
  if (!plan_.has_rule_at(Phase::push)) return {};
  const auto decision =
      plan_.decide(Phase::push, subject_of(push), now, asked_ ? asked_->additions : UINT64_MAX);
  if (asked_) remember(push, decision);
  if (!decision) return {};
  auto verdict = verdict_of(*decision.effect, decision.draws);
  if (action_of(*decision.effect) == Action::hold)
    verdict.hold = plan_.gates().hold(decision.rule, push, now);
  auto fired = decision.fired;
  if (verdict.changes()) verdict.rule = fired.front().rule;
  note_result(decision, fired.front(), verdict.changes() ? "" : "it added no time");
  if (fired_)
    for (auto& each : fired)
      if (fired_->size() < limits::fault_rules) fired_->push_back(std::move(each));
  return verdict;
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
