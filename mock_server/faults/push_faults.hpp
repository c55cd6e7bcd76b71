#pragma once

#include "domain/push.hpp"
#include "faults/plan.hpp"

#include <cstdint>
#include <vector>

namespace tines_mock::faults {

/// Decides about the world's pushes by the fault rules at Phase::push. Not thread-safe: the world's
/// lock is held for every push.
class PushFaults final : public domain::PushDecider {
 public:
  explicit PushFaults(Plan& plan) : plan_(plan) {}

  domain::PushVerdict decide(const domain::Push& push, Time now) override;

  /// From now on a request causes the pushes. The first `additions` of rules apply to it, and those
  /// that fire are appended to `fired`, which has at most limits::fault_rules elements.
  void begin_request(std::vector<FiredFault>& fired, std::uint64_t additions);
  /// From now on no request causes the pushes: they have become due, or C++ code caused them.
  void end_request();

 private:
  Plan& plan_;
  std::vector<FiredFault>* fired_ = nullptr;
  std::uint64_t additions_ = UINT64_MAX;
};

}  // namespace tines_mock::faults
