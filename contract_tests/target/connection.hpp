#pragma once

#include "support/url.hpp"
#include "wire/tls_stream.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace tines_mock::contract {

/// Trusts the certificate authorities in a PEM file, or those of the system when `ca_cert_file` is
/// empty. Throws CannotRun for a file without certificates.
wire::SslContextPtr client_context(const std::string& ca_cert_file);

/// A connection to a tenant, encrypted when the scheme of its URL is https.
class Connection {
 public:
  /// Throws NoAnswer when the tenant cannot be reached in time, or its certificate is not valid.
  Connection(const BaseUrl& url, SSL_CTX* context, std::chrono::seconds timeout);

  /// A request and its answer may take `timeout` from now on; after that `receive` throws NoAnswer.
  void begin_exchange(std::chrono::seconds timeout);
  /// Reports no error: a server may answer before it has read the whole request, so that the answer
  /// is read in any case.
  void send(std::string_view bytes) { stream_->send(bytes); }
  /// The next bytes; empty when the connection has ended.
  std::string receive();
  /// Whether any byte arrived since the exchange began.
  bool has_received() const { return has_received_; }

  /// For an idle connection: the tenant has ended it, or has sent bytes without a request.
  bool is_stale() const;

 private:
  Connection(Descriptor descriptor, std::chrono::seconds timeout);
  void shake_hands(const BaseUrl& url, SSL_CTX* context);

  int descriptor_;
  wire::Socket socket_;
  std::unique_ptr<wire::ByteStream> encrypted_;
  wire::ByteStream* stream_ = &socket_;
  std::chrono::seconds timeout_{};
  bool has_received_ = false;
};

}  // namespace tines_mock::contract
