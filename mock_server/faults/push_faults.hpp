#pragma once

#include "domain/push.hpp"
#include "faults/plan.hpp"

#include <cstdint>
#include <vector>

namespace tines_mock::faults {

/// Lets the fault rules at Phase::push decide what becomes of the world's pushes. Guarded by the
/// world's lock, under which all pushes are made.
class PushFaults final : public domain::PushDecider {
 public:
  explicit PushFaults(Plan& plan) : plan_(plan) {}

  domain::PushVerdict decide(const domain::Push& push, Time now) override;

  /// The pushes from now on are made by a request, which came after the first `additions` to the
  /// rules: what fires is added to `fired`, at most limits::fault_rules of it.
  void made_by(std::vector<FiredFault>& fired, std::uint64_t additions);
  /// The pushes from now on are made by no request: they have become due, or C++ code made them.
  void made_by_no_request();

 private:
  Plan& plan_;
  std::vector<FiredFault>* fired_ = nullptr;
  std::uint64_t additions_ = UINT64_MAX;
};

}  // namespace tines_mock::faults
