#pragma once

#include "faults/effects/sending.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::Truncate> {
  static constexpr std::string_view kind = "truncate";
  static constexpr std::string_view does = "closes in the body: less than Content-Length says";
  static constexpr PhaseSet phases = {Phase::response};

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"body_bytes", "bytes of the body that go out", not_negative},
          effect.body_bytes);
  }

  static void transmit(const effects::Truncate& effect, Draws&, std::string_view response,
                       Transmission& to) {
    to.send(response.substr(0, body_begin(response) + static_cast<std::size_t>(effect.body_bytes)));
    to.close();
  }
};

}  // namespace tines_mock::faults
