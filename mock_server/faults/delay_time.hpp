#pragma once

#include "support/random.hpp"

#include <tines_mock/fault.hpp>

namespace tines_mock::faults {

/// Draws how long a delay is: 0 to limits::delay.
Milliseconds delay_of(const DelayTime& time, Draws& draws);

}  // namespace tines_mock::faults
