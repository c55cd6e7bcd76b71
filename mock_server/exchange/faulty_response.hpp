#pragma once

#include "faults/wire_fault.hpp"
#include "http/message.hpp"
#include "redaction/redactor.hpp"

#include <tines_mock/http.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace tines_mock::exchange {

/// A response on whose bytes a fault acts: what a client sees of it, without secrets.
class FaultyResponse {
 public:
  /// `context` must be the one in which the response is sent. `redactor` must outlive this object.
  FaultyResponse(const Response& response, const ResponseContext& context,
                 const faults::WireFault& fault, const redaction::Redactor& redactor);

  /// Whether a client notices the fault.
  bool is_noticed() const { return rehearsed_.is_noticed; }
  /// How many bytes the fault sends.
  std::uint64_t size() const { return rehearsed_.sent.size(); }
  /// Whether these first bytes of what the fault sends are the response as it is.
  bool is_whole(std::uint64_t bytes) const { return first(bytes) == response_; }
  /// What the client sees when these first bytes are sent: as much of a status line, header lines
  /// and a body as they are. Where they end within a secret, the body ends before it.
  Response seen(std::uint64_t bytes) const;
  /// The response as it would be seen without the fault.
  const Response& own() const { return own_; }

 private:
  std::string_view first(std::uint64_t bytes) const {
    return std::string_view(rehearsed_.sent).substr(0, static_cast<std::size_t>(bytes));
  }

  const redaction::Redactor& redactor_;
  const std::string response_;
  const faults::Rehearsed rehearsed_;
  Response own_;
};

}  // namespace tines_mock::exchange
