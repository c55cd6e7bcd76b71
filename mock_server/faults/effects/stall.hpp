#pragma once

#include "faults/effects/durations.hpp"
#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Stall> {
  static constexpr std::string_view kind = "stall";
  static constexpr std::string_view does = "keeps the connection open without a byte, then closes";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) {
    visit(after_bytes, effect.after_bytes);
    visit(Attribute{"for_ms", "ms until it closes; absent: until the client leaves", a_delay},
          effect.duration);
  }

  static void transmit(const effects::Stall& effect, Draws&, std::string_view response,
                       Transmission& to) {
    to.send(first_bytes(response, effect.after_bytes));
    if (!effect.duration) return to.stall();
    to.wait(*effect.duration);
    to.close();
  }
};

}  // namespace tines_mock::faults
