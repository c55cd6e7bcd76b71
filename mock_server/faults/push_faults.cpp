#include "faults/push_faults.hpp"

#include "support/limits.hpp"

#include <utility>

namespace tines_mock::faults {

domain::PushVerdict PushFaults::decide(const domain::Push& push, Time now) {
  const auto decision = plan_.decide(Phase::push,
                                     {.tenant = push.origin_tenant,
                                      .operation = "push",
                                      .story_id = push.story_id,
                                      .sync_destination_id = push.sync_destination_id},
                                     now, additions_);
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

void PushFaults::begin_request(std::vector<FiredFault>& fired, std::uint64_t additions) {
  fired_ = &fired;
  additions_ = additions;
}

void PushFaults::end_request() {
  fired_ = nullptr;
  additions_ = UINT64_MAX;
}

}  // namespace tines_mock::faults
