#pragma once

#include "wire/openssl_types.hpp"

#include <tines_mock/tls.hpp>

#include <string>

namespace tines_mock::wire {

/// The certificate and key of a server. Thread-safe.
class TlsContext {
 public:
  /// Throws FileError for files that cannot be read, hold something else or do not belong together.
  explicit TlsContext(const Tls& files);

  /// The server's side of a new connection.
  SslPtr accepting() const;

  /// For a client that shall trust this server.
  std::string certificate_pem() const;

 private:
  SslContextPtr context_;
};

}  // namespace tines_mock::wire
