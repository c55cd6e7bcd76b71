#pragma once

#include "support/result.hpp"
#include "wire/refusal.hpp"
#include "wire/wire_limits.hpp"

#include <tines_mock/http.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

/// The head of a request, from its first byte to the empty line. We read it ourselves because
/// cpp-httplib buffers a line of any length, counts no headers, decodes values and drops empty
/// ones.
namespace tines_mock::wire {

/// Finds the end of a head in bytes that come in pieces, and stops at the first byte too many.
class HeadMeasure {
 public:
  explicit HeadMeasure(const WireLimits& limits) : limits_(limits) {}

  struct Incomplete {};
  using Found = std::variant<Incomplete, std::size_t, Refusal>;

  /// `bytes` is everything since the head began, longer each time. std::size_t: the size of the
  /// head.
  Found look_at(std::string_view bytes);

 private:
  std::optional<Refusal> too_much(std::size_t line_bytes, std::size_t all_bytes) const;

  const WireLimits& limits_;
  std::size_t line_begin_ = 0;
  std::size_t looked_at_ = 0;
  std::size_t request_line_bytes_ = 0;  ///< 0: it has not ended yet
  std::size_t lines_ = 0;
};

struct Head {
  Request request;
  int minor_version = 1;  ///< of HTTP/1.x
};

/// Adds what a line says, or says why it is no header line.
std::optional<Refusal> parse_header_line(std::string_view line, Headers& headers);

/// `bytes` as HeadMeasure found them. Refuses a request of which more lines than one, or none, say
/// for whom it is.
Result<Head, Refusal> parse_head(std::string_view bytes);

}  // namespace tines_mock::wire
