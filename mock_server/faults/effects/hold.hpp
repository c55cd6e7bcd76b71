#pragma once

#include "faults/effects/durations.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Hold> {
  static constexpr std::string_view kind = "hold";
  static constexpr std::string_view does = "waits until it is released, then goes on";
  static constexpr PhaseSet phases = {Phase::request, Phase::before_commit, Phase::after_commit,
                                      Phase::response, Phase::push};

  static void attributes(auto& visit, auto& effect) {
    visit(
        Attribute{"for_ms", "ms until it goes on; absent: until it is released", {1, a_delay.max}},
        effect.duration);
  }

  static std::optional<Milliseconds> longest(const effects::Hold& effect) {
    return effect.duration;
  }
};

}  // namespace tines_mock::faults
