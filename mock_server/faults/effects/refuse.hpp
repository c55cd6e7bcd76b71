#pragma once

#include "faults/effects/durations.hpp"
#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Refuse> {
  static constexpr std::string_view kind = "refuse";
  static constexpr std::string_view does =
      "resets the connection; the server's port refuses new ones for a while";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"for_ms", "ms until the port accepts again", a_delay}, effect.duration);
  }

  static void transmit(const effects::Refuse& effect, Draws&, std::string_view, Transmission& to) {
    to.refuse_connections(effect.duration);
    to.reset();
  }
};

}  // namespace tines_mock::faults
