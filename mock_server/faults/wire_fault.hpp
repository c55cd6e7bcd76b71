#pragma once

#include "faults/transmission.hpp"
#include "support/random.hpp"

#include <tines_mock/fault.hpp>

#include <string_view>

namespace tines_mock::faults {

/// An effect on the wire that was decided on, with the random numbers that belong to the decision.
struct WireFault {
  Effect effect;
  Draws draws;
};

/// Sends `answer` (status line, headers and body as they would go out) as the fault wants it.
/// At the phases before the response `answer` is empty.
void transmit(const WireFault& fault, std::string_view answer, Transmission& to);

/// Whether a client would notice the fault: that is, unless the whole `answer` arrives at once, as
/// when a cut lies behind its last byte.
bool changes(const WireFault& fault, std::string_view answer);

}  // namespace tines_mock::faults
