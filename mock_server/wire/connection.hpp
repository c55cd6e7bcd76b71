#pragma once

#include "exchange/service.hpp"
#include "wire/body.hpp"
#include "wire/head.hpp"
#include "wire/receive_buffer.hpp"
#include "wire/socket_transmission.hpp"

#include <string>

namespace tines_mock::wire {

/// Speaks HTTP/1.1 with one client: reads requests, takes them to the service and sends the
/// responses, one after another.
class Connection {
 public:
  /// `scheme`: http or https.
  Connection(exchange::Service& service, const Channel& channel, std::string scheme,
             const WireLimits& limits);

  /// Serves requests until the connection ends.
  void serve();

 private:
  enum class Next { request, end };
  /// What the bytes of a response depend on beside the response itself.
  struct RequestFacts {
    std::string method;
    bool keep_alive;
  };

  /// Waits for the first byte of a request. False: the client left, or was idle for too long.
  bool wait_for_request();
  Next serve_request();
  Result<Head, Rejection> read_head();
  Next respond(Head head);
  Next respond_to_body(exchange::PendingRequest& pending, const RequestFacts& facts,
                       const Framing& framing);
  Next deliver(exchange::PendingRequest& pending, exchange::Delivery delivery,
               const RequestFacts& facts);
  Next send_rejection(const Rejection& rejection);

  exchange::Service& service_;
  const Channel channel_;
  const std::string scheme_;
  const WireLimits& limits_;
  ReceiveBuffer buffer_;
  bool response_begun_ = false;  ///< bytes of the response to the present request may be sent
  bool ended_ = false;           ///< by a fault, or because the client does not read
};

}  // namespace tines_mock::wire
