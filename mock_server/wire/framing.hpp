#pragma once

#include "support/result.hpp"
#include "wire/head.hpp"
#include "wire/refusal.hpp"
#include "wire/wire_limits.hpp"

#include <cstddef>

namespace tines_mock::wire {

/// What a head says of the body after it, and of the connection after that.
struct Framing {
  bool chunked = false;
  std::size_t content_length = 0;  ///< when not chunked
  bool has_length = false;         ///< a length was said, or chunks
  bool awaits_continue = false;    ///< the client sends the body when it got "100 Continue"

  bool has_body() const { return chunked || content_length > 0; }
};

/// A body that is said in two ways, badly, encoded or too long is refused.
Result<Framing, Refusal> framing_of(const Head& head, const WireLimits& limits);

/// The connection can serve another request: HTTP/1.1, and the client did not say otherwise.
bool keeps_alive(const Head& head);

}  // namespace tines_mock::wire
