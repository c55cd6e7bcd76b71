#pragma once

#include "control/call.hpp"

namespace tines_mock::control::clock_of {

Response show(const Call& call);
/// `{"by_ms": 5000}`
Response advance(const Call& call);

}  // namespace tines_mock::control::clock_of
