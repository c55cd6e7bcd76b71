#pragma once

#include "exchange/service.hpp"
#include "wire/wire_limits.hpp"

#include <tines_mock/tls.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tines_mock::wire {

/// Where a server listens.
struct Endpoint {
  std::string host = "127.0.0.1";  ///< an address or a name; the first address of a name is taken
  int port = 0;                    ///< 0: any free one
  std::optional<Tls> tls = {};     ///< nothing: plain HTTP
};

/// Serves a Service over HTTP/1.1 on a port of its own, or over HTTPS. Constructing it binds and
/// serves; destroying it stops. Thread-safe, but no request may stop the server that serves it.
class Server {
 public:
  /// `service` must outlive the server. Throws std::system_error that names host:port when it
  /// cannot be bound, FileError for TLS files.
  Server(exchange::Service& service, const Endpoint& endpoint, const WireLimits& limits = {});
  ~Server();

  int port() const;
  /// Scheme, host and port; for a server on all addresses, the loopback address.
  std::string url() const;

  /// In PEM, for a client that shall trust this server; empty without TLS.
  std::string certificate_pem() const;

  /// Ends every connection, whatever it is doing, and waits for the threads. More than once is
  /// fine.
  void stop();

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace tines_mock::wire
