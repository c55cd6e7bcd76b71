#pragma once

#include "faults/effects/sending.hpp"
#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::faults {

template <>
struct About<effects::Throttle> {
  static constexpr std::string_view kind = "throttle";
  static constexpr std::string_view does = "lets the answer trickle";
  static constexpr PhaseSet phases = {Phase::response};

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"bytes_per_second", "bytes a second", {1, limits::throttle_bytes_per_second}},
          effect.bytes_per_second);
  }

  // Ten slices a second, or a byte at a time where a second has fewer.
  static void transmit(const effects::Throttle& effect, Draws&, std::string_view response,
                       Transmission& to) {
    const auto slice = std::max<std::int64_t>(1, effect.bytes_per_second / 10);
    const Milliseconds pause{slice * 1000 / effect.bytes_per_second};
    while (!response.empty()) {
      to.send(response.substr(0, static_cast<std::size_t>(slice)));
      response.remove_prefix(std::min(response.size(), static_cast<std::size_t>(slice)));
      to.wait(pause);
    }
  }
};

}  // namespace tines_mock::faults
