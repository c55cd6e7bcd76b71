#pragma once

#include "domain/push.hpp"
#include "faults/effects/durations.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::PushSlow> {
  static constexpr std::string_view kind = "push_slow";
  static constexpr std::string_view does = "the sync of a story takes its time";
  static constexpr PhaseSet phases = {Phase::push};

  static void attributes(auto& visit, auto& effect) { visit(effect.time); }

  static domain::PushDecision push_decision(const effects::PushSlow& effect, Draws& draws) {
    return {.duration = delay_of(effect.time, draws)};
  }
};

}  // namespace tines_mock::faults
