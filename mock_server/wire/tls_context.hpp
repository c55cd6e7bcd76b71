#pragma once

#include "wire/tls_stream.hpp"

#include <tines_mock/tls.hpp>

#include <string>

namespace tines_mock::wire {

struct KeyAndCertificate {
  KeyPtr key;
  CertificatePtr certificate;
};

/// A new P-256 key and a self-signed certificate for localhost, 127.0.0.1 and ::1, valid for ten
/// years. Clients can trust it as a certificate authority. Throws std::runtime_error when OpenSSL
/// fails.
KeyAndCertificate make_self_signed();

std::string pem_of(X509* certificate);

/// The key and certificate of a server. Thread-safe.
class TlsContext {
 public:
  /// Makes a self-signed certificate when no files are named. Throws FileError when a file cannot
  /// be read or has other contents, or when key and certificate do not match.
  explicit TlsContext(const Tls& files);

  /// The server's side of a new connection.
  SslPtr new_server_side() const;

  /// The certificate, for clients that should trust this server.
  std::string certificate_pem() const;

 private:
  SslContextPtr context_;
};

}  // namespace tines_mock::wire
