#pragma once

#include "support/result.hpp"
#include "wire/head.hpp"
#include "wire/receive_buffer.hpp"
#include "wire/wire_limits.hpp"

#include <cstddef>
#include <string>

namespace tines_mock::wire {

/// What a head says about the body that follows it.
struct Framing {
  bool chunked = false;
  std::size_t content_length = 0;  ///< when not chunked
  bool has_length = false;         ///< there is a Content-Length, or the body is chunked
  bool awaits_continue = false;    ///< the client waits for "100 Continue" before it sends the body

  bool has_body() const { return chunked || content_length > 0; }
};

/// Rejects a body whose length is malformed, given twice or over the limit, and an encoded body.
Result<Framing, Rejection> parse_framing(const Head& head, const WireLimits& limits);

/// Receives the body and consumes it from `buffer`, which receives from `socket`. Never holds more
/// than limits.body_bytes.
Result<std::string, Rejection> read_body(ReceiveBuffer& buffer, const Socket& socket,
                                         const Framing& framing, const WireLimits& limits);

}  // namespace tines_mock::wire
