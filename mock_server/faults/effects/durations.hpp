#pragma once

#include "faults/effects/about.hpp"
#include "support/limits.hpp"

#include <array>
#include <utility>

namespace tines_mock::faults {

inline constexpr IntegerRange a_delay{0, Milliseconds(limits::delay).count()};
inline constexpr double largest_sigma = 3;

/// How a DelayTime stands in JSON: one of the three, beside the effect's other attributes.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 3> delay_attributes = {{
    {"delay_ms", "ms, always the same"},
    {"min_ms, max_ms", "ms, each time between them as likely"},
    {"median_ms, sigma", "ms, lognormal: now and then far longer (sigma 0–3, 0.5)"},
}};

/// Draws how long a delay is: 0 to limits::delay.
Milliseconds delay_of(const effects::DelayTime& time, Draws& draws);

}  // namespace tines_mock::faults
