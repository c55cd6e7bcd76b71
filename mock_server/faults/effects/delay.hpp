#pragma once

#include "faults/effects/durations.hpp"
#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Delay> {
  static constexpr std::string_view kind = "delay";
  static constexpr std::string_view does = "waits, then goes on as if nothing had been";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) { visit(effect.time); }

  static void transmit(const effects::Delay& effect, Draws& draws, std::string_view response,
                       Transmission& to) {
    to.wait(delay_of(effect.time, draws));
    to.send(response);
  }
};

}  // namespace tines_mock::faults
