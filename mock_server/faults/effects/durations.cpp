#include "faults/effects/durations.hpp"

#include <algorithm>
#include <cmath>

namespace tines_mock::faults {
namespace {

double drawn_ms(const effects::FixedDelay& delay, Draws&) {
  return static_cast<double>(delay.time.count());
}

double drawn_ms(const effects::UniformDelay& delay, Draws& draws) {
  const auto width = static_cast<double>((delay.max - delay.min).count());
  return static_cast<double>(delay.min.count()) + std::round(width * draws.uniform());
}

double drawn_ms(const effects::LognormalDelay& delay, Draws& draws) {
  return static_cast<double>(delay.median.count()) * std::exp(delay.sigma * draws.normal());
}

}  // namespace

Milliseconds delay_of(const effects::DelayTime& time, Draws& draws) {
  const auto ms = std::visit([&](const auto& delay) { return drawn_ms(delay, draws); }, time);
  const auto longest = static_cast<double>(Milliseconds(limits::delay).count());
  return Milliseconds(static_cast<std::int64_t>(std::clamp(ms, 0.0, longest)));
}

}  // namespace tines_mock::faults
