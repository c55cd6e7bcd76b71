#pragma once

#include "domain/push.hpp"
#include "faults/plan.hpp"

#include <cstdint>
#include <vector>

namespace tines_mock::faults {

/// A push as a matcher sees it. It refers to `push`.
Subject subject_of(const domain::Push& push);

/// Decides about the world's pushes by the fault rules at Phase::push. Not thread-safe: the world's
/// lock is held for every push.
class PushFaults final : public domain::PushDecider {
 public:
  explicit PushFaults(Plan& plan) : plan_(plan) {}

  domain::PushDecision decide(const domain::Push& push, Time now) override;

  /// From now on a request causes the pushes. The first `asked.additions` of rules apply to it;
  /// those that fire are appended to `fired`, which has at most limits::fault_rules elements, and
  /// what they are asked to `asked`.
  void begin_request(std::vector<FiredFault>& fired, Asked& asked);
  /// From now on no request causes the pushes: they have become due, or C++ code caused them.
  void end_request();

 private:
  void remember(const domain::Push& push, const Decision& decision);

  Plan& plan_;
  std::vector<FiredFault>* fired_ = nullptr;
  Asked* asked_ = nullptr;
};

}  // namespace tines_mock::faults
