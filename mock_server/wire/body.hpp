#pragma once

#include "support/result.hpp"
#include "wire/framing.hpp"
#include "wire/input.hpp"
#include "wire/refusal.hpp"

#include <string>

namespace tines_mock::wire {

/// Receives and uses up the body that `framing` announces, and nothing after it. Holds no more than
/// limits.body_bytes, whatever the client says or sends.
Result<std::string, Refusal> read_body(Input& input, const Socket& socket, const Framing& framing,
                                       const WireLimits& limits);

}  // namespace tines_mock::wire
