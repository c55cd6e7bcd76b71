#pragma once

#include <tines_mock/http.hpp>

#include <functional>
#include <stdexcept>
#include <string>

/// Answers of HTTP/1.0 and 1.1 (RFC 9112), with all the freedom that a server or a proxy has.
namespace tines_mock::contract {

/// No answer came, or not a whole one: what() says what happened instead.
class NoAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The next bytes of a connection; empty: it has ended. May throw NoAnswer.
using Receive = std::function<std::string()>;

struct ReadAnswer {
  Response response;
  bool connection_stays = false;  ///< the next request may use the same connection
  /// A coding in which the body came though it was not asked for: it says nothing as it is.
  std::string unasked_coding = {};
};

/// Reads the final answer to a request of that method. Interim answers, chunk extensions and
/// trailers are passed over. Throws NoAnswer.
ReadAnswer read_answer(const std::string& method, const Receive& receive);

}  // namespace tines_mock::contract
