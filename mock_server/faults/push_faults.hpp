#pragma once

#include "domain/push.hpp"
#include "faults/plan.hpp"

#include <mutex>
#include <vector>

namespace tines_mock::faults {

/// Lets the fault rules at Phase::push decide what becomes of the world's pushes. Thread-safe.
class PushFaults final : public domain::PushDecider {
 public:
  explicit PushFaults(Plan& plan) : plan_(plan) {}

  domain::PushVerdict decide(const domain::Push& push, Time now) override;

  /// What fired since the last call, for the journal entry of the request that made the pushes. Of
  /// more than limits::fault_rules the rest is forgotten.
  std::vector<FiredFault> take_fired();

 private:
  Plan& plan_;
  std::mutex mutex_;
  std::vector<FiredFault> fired_;
};

}  // namespace tines_mock::faults
