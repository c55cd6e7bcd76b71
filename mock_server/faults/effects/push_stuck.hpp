#pragma once

#include "domain/push.hpp"
#include "faults/effects/about.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::PushStuck> {
  static constexpr std::string_view kind = "push_stuck";
  static constexpr std::string_view does = "the sync of a story stays in requires_sync";
  static constexpr PhaseSet phases = {Phase::push};

  static void attributes(auto&, auto&) {}

  static domain::PushDecision push_decision(const effects::PushStuck&, Draws&) {
    return {.stuck = true};
  }
};

}  // namespace tines_mock::faults
