#pragma once

#include "faults/effects/sending.hpp"
#include "support/limits.hpp"

#include <string>

namespace tines_mock::faults {

template <>
struct About<effects::Garbage> {
  static constexpr std::string_view kind = "garbage";
  static constexpr std::string_view does = "sends random bytes instead of an answer, then closes";
  static constexpr PhaseSet phases = on_the_wire;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"bytes", "how many random bytes", {1, limits::garbage_bytes}}, effect.bytes);
  }

  // No byte is ASCII: whatever is drawn, no client takes it for a status line or for headers.
  static void transmit(const effects::Garbage& effect, Draws& draws, std::string_view,
                       Transmission& to) {
    std::string noise(static_cast<std::size_t>(effect.bytes), '\0');
    for (char& byte : noise) byte = static_cast<char>(0x80 | (draws.next() >> 57));
    to.send(noise);
    to.close();
  }
};

}  // namespace tines_mock::faults
