#pragma once

#include "exchange/service.hpp"
#include "wire/framing.hpp"
#include "wire/head.hpp"
#include "wire/input.hpp"
#include "wire/socket_transmission.hpp"

#include <optional>
#include <string>

namespace tines_mock::wire {

/// One client's requests, one after another, from the first byte to the end of the connection.
class Connection {
 public:
  struct Client {
    std::string remote_address;
    std::string scheme;
  };

  Connection(exchange::Service& service, ByteStream& stream, Socket& socket, Client client,
             LiveConnections::Entry& entry, Listener& listener, const WireLimits& limits);

  /// Returns when the connection is over; a refusal of connections that a fault began is left to
  /// end.
  std::optional<PortRefusal> serve();

 private:
  enum class Next { request, end };
  /// What must be known of a request to write its answer.
  struct Answering {
    std::string method;
    bool keep_alive;
  };

  Next serve_request();
  /// Empty: the client left between two requests.
  std::optional<Result<Head, Refusal>> read_head();
  Next answer(Head head);
  Next answer_with_body(exchange::Visit& visit, const Answering& answering, const Framing& framing);
  Next deliver(exchange::Visit& visit, exchange::Delivery delivery, const Answering& answering);
  Next refuse(const Refusal& refusal);

  exchange::Service& service_;
  ByteStream& stream_;
  Socket& socket_;
  const Client client_;
  LiveConnections::Entry& entry_;
  Listener& listener_;
  const WireLimits& limits_;
  Input input_;
  std::optional<PortRefusal> port_refusal_;
  bool is_answered_ = false;  ///< bytes of the present request's answer may have left
  bool ended_by_fault_ = false;
};

}  // namespace tines_mock::wire
