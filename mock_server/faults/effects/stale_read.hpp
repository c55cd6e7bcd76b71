#pragma once

#include "faults/effects/durations.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::StaleRead> {
  static constexpr std::string_view kind = "stale_read";
  static constexpr std::string_view does = "a GET does not see what was created just now";
  static constexpr PhaseSet phases = {Phase::before_commit};

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"lag_ms", "ms by which reads are behind", a_delay}, effect.lag);
  }

  static Milliseconds lag(const effects::StaleRead& effect) { return effect.lag; }
};

}  // namespace tines_mock::faults
