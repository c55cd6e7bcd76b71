#pragma once

#include <tines_mock/http.hpp>

#include <functional>
#include <stdexcept>
#include <string>

/// Reads answers of HTTP/1.0 and 1.1 (RFC 9112) in every form that a server or a proxy may choose.
namespace tines_mock::contract {

/// No answer arrived, or not all of it: what() says what happened instead.
class NoAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Returns the next bytes of a connection; empty when it has ended. May throw NoAnswer.
using Receive = std::function<std::string()>;

struct ReadAnswer {
  Response response;
  bool connection_stays = false;  ///< the next request may use the same connection
  /// "gzip" of a body that is compressed although the request did not allow it: it cannot be read.
  std::string unasked_coding = {};
};

/// Reads the final answer to a request of that method, and skips interim answers (1xx), chunk
/// extensions and trailers. Throws NoAnswer.
ReadAnswer read_answer(const std::string& method, const Receive& receive);

}  // namespace tines_mock::contract
