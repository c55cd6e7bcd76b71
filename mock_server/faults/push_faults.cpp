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
                                     now);
  if (!decision) return {};
  const std::scoped_lock lock(mutex_);
  for (const auto& fired : decision.fired)
    if (fired_.size() < limits::fault_rules) fired_.push_back(fired);
  return verdict_of(*decision.effect, decision.draws);
}

std::vector<FiredFault> PushFaults::take_fired() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(fired_, {});
}

}  // namespace tines_mock::faults
