#pragma once

#include "faults/effects/about.hpp"
#include "faults/transmission.hpp"
#include "support/limits.hpp"
#include "support/random.hpp"

#include <string>

namespace tines_mock::faults {

/// `answer` with its Content-Length changed by `difference`, to not less than 0; an answer without
/// one comes back as it is.
std::string with_wrong_content_length(std::string_view answer, std::int64_t difference);

template <>
struct About<WrongContentLength> {
  static constexpr std::string_view kind = "wrong_content_length";
  static constexpr std::string_view does = "Content-Length differs from the body, then closes";
  static constexpr PhaseSet phases = {Phase::response};

  static void attributes(auto& visit, auto& effect) {
    constexpr auto bound = static_cast<std::int64_t>(limits::body_bytes);
    visit(
        Attribute{"difference", "bytes more (or, negative, less) than there are", {-bound, bound}},
        effect.difference);
  }

  static void transmit(const WrongContentLength& effect, Draws&, std::string_view answer,
                       Transmission& to) {
    to.send(with_wrong_content_length(answer, effect.difference));
    to.close();
  }
};

}  // namespace tines_mock::faults
