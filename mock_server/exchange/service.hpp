#pragma once

#include "faults/wire_fault.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

/// What the wire serves. The wire passes requests in and sends deliveries; it knows no tenants.
namespace tines_mock::exchange {

/// What the server sends in response to one request.
struct Delivery {
  Response response;
  /// How the response is sent; empty: completely and at once.
  std::optional<faults::WireFault> fault = {};
  bool cut = false;  ///< the fault acts before there is a response: no bytes of it are sent
  std::shared_ptr<Clock> clock = {};  ///< for the times in the fault
  /// Stop is requested when the state of the request's world is replaced or the world is dropped.
  std::stop_token over = {};
};

/// A request whose response was not sent yet. The wire calls head, then body or reject unless head
/// returned a delivery, then sending (any number of times), then sent.
class PendingRequest {
 public:
  virtual ~PendingRequest() = default;
  /// The headers were read. A delivery is sent without reading the body.
  virtual std::optional<Delivery> head() = 0;
  /// `keep_alive`: the connection is kept after the response, which says so.
  virtual Delivery body(std::string body, bool keep_alive) = 0;
  /// The body cannot be received (too large, malformed, too late): the response that says so.
  virtual Delivery reject(int status, std::string message) = 0;
  /// `bytes` of the response are about to have been sent in all, with that ending (pending: more
  /// will follow). Called before sending, because a client may look into the journal as soon as it
  /// has received them.
  virtual void sending(std::uint64_t bytes, Ending ending) = 0;
  /// Nothing more will be sent.
  virtual void sent(std::uint64_t bytes, Ending ending) = 0;
};

/// Thread-safe.
class Service {
 public:
  virtual ~Service() = default;
  /// A connection was accepted (Phase::connect). A delivery says how it is cut or delayed; without
  /// one it is served.
  virtual std::optional<Delivery> connected(const std::string& remote_address) = 0;
  /// `head` has no body yet. `stop` ends all waits of the request.
  virtual std::unique_ptr<PendingRequest> begin(Request head, std::stop_token stop) = 0;
};

}  // namespace tines_mock::exchange
