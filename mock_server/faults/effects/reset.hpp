#pragma once

#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Reset> {
  static constexpr std::string_view kind = "reset";
  static constexpr std::string_view does = "ends the connection with RST";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) { visit(after_bytes, effect.after_bytes); }

  static void transmit(const effects::Reset& effect, Draws&, std::string_view response,
                       Transmission& to) {
    to.send(first_bytes(response, effect.after_bytes));
    to.reset();
  }
};

}  // namespace tines_mock::faults
