#pragma once

#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Close> {
  static constexpr std::string_view kind = "close";
  static constexpr std::string_view does = "ends the connection with FIN";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) { visit(after_bytes, effect.after_bytes); }

  static void transmit(const effects::Close& effect, Draws&, std::string_view response,
                       Transmission& to) {
    to.send(first_bytes(response, effect.after_bytes));
    to.close();
  }
};

}  // namespace tines_mock::faults
