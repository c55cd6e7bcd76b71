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
  std::string host = "127.0.0.1";  ///< an address, or a name, whose first usable address is bound
  int port = 0;                    ///< 0: any free port
  std::optional<Tls> tls = {};     ///< empty: plain HTTP
};

/// Serves a Service on a port of its own, over HTTP/1.1 or HTTPS. The constructor binds the port
/// and starts to serve; the destructor stops. Thread-safe, but the Service must not stop the server
/// from within a request: `stop` waits for that request.
class Server {
 public:
  /// `service` must outlive the server. Throws std::system_error that names host:port when the
  /// server cannot listen there, FileError when a TLS file cannot be used.
  Server(exchange::Service& service, const Endpoint& endpoint, const WireLimits& limits = {});
  ~Server();

  int port() const;
  /// Scheme, host and port. The host is the loopback address when the server listens on all
  /// addresses.
  std::string url() const;

  /// In PEM, for clients that should trust this server. Empty without TLS.
  std::string certificate_pem() const;

  /// Ends every connection at once, also in the middle of a request, and waits for the server's
  /// threads. A second call has no effect.
  void stop();

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace tines_mock::wire
