#pragma once

#include "faults/wire_fault.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

/// What the wire serves: it brings requests, it carries deliveries, it knows nothing of tenants.
namespace tines_mock::exchange {

/// What shall leave the server.
struct Delivery {
  Response response;
  /// How it leaves; empty: whole and at once. A fault with no answer to send (`cut`) gets an empty
  /// one.
  std::optional<faults::WireFault> fault = {};
  bool cut = false;
  std::shared_ptr<Clock> clock = {};  ///< on which the fault's times run
  /// Stop is requested when the world that the answer comes from is replaced or dropped.
  std::stop_token over = {};
};

/// One request on its way. Calls come in the order head, body (unless head delivered), sending (any
/// number), sent.
class Visit {
 public:
  virtual ~Visit() = default;
  /// The headers were read. A delivery here means that the body is not wanted.
  virtual std::optional<Delivery> head() = 0;
  virtual Delivery body(std::string body) = 0;
  /// The body cannot be received (too large, malformed, too late): the response that says so.
  virtual Delivery reject(int status, std::string message) = 0;
  /// So many bytes of the answer will have left in a moment, and it will have ended so (pending:
  /// not yet). Called before they leave: who gets them may ask at once what was sent.
  virtual void sending(std::uint64_t bytes, Ending ending) = 0;
  /// All has been sent that will be.
  virtual void sent(std::uint64_t bytes, Ending ending) = 0;
};

/// Thread-safe.
class Service {
 public:
  virtual ~Service() = default;
  /// A connection was accepted (Phase::connect). A delivery says how it is cut or delayed.
  virtual std::optional<Delivery> connected(const std::string& remote_address) = 0;
  /// `head` has no body yet. Waits on the way end when `stop` is requested.
  virtual std::unique_ptr<Visit> visit(Request head, std::stop_token stop) = 0;
};

}  // namespace tines_mock::exchange
