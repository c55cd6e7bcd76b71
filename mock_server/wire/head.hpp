#pragma once

#include "support/result.hpp"
#include "wire/wire_limits.hpp"

#include <tines_mock/http.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// The head of a request: its request line and header lines, up to the empty line. It is read here
/// and not by cpp-httplib, which buffers a line of any length, does not limit the number of
/// headers, percent-decodes their values and drops empty ones.
namespace tines_mock::wire {

/// A request that cannot be served, and the response to it. `message` quotes nothing from the
/// request: a key may stand anywhere in it.
struct Rejection {
  int status = 400;
  std::string message;
};

/// For `return reject(400, "…");` in a function that returns a Result.
inline Failure<Rejection> reject(int status, std::string message) {
  return Failure{Rejection{status, std::move(message)}};
}

/// Finds the end of a head that arrives in pieces, and rejects it at the first byte over a limit.
class HeadScanner {
 public:
  explicit HeadScanner(const WireLimits& limits) : limits_(limits) {}

  /// The size of the head, the empty line included. Empty: its end has not arrived yet. `bytes` is
  /// everything from the first byte of the head on; each call gets at least what the last one got.
  Result<std::optional<std::size_t>, Rejection> find_end(std::string_view bytes);

 private:
  Result<void, Rejection> check_limits(std::size_t line_bytes, std::size_t all_bytes) const;

  const WireLimits& limits_;
  std::size_t line_begin_ = 0;
  std::size_t scanned_ = 0;
  std::size_t request_line_bytes_ = 0;  ///< 0: its end has not arrived yet
  std::size_t header_lines_ = 0;
};

struct Head {
  Request request;
  int minor_version = 1;  ///< of HTTP/1.x
};

/// Adds the header of a line without its line end.
Result<void, Rejection> parse_header_line(std::string_view line, Headers& headers);

/// `bytes` is a whole head. Rejects it also when its host or its Authorization is ambiguous.
Result<Head, Rejection> parse_head(std::string_view bytes);

/// The connection stays open after the response: HTTP/1.1 without `Connection: close`.
bool keeps_alive(const Head& head);

}  // namespace tines_mock::wire
