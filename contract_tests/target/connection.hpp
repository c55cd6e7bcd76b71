#pragma once

#include "support/url.hpp"
#include "wire/tls_stream.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace tines_mock::contract {

/// Trusts the authorities of a PEM file, or the system's when `ca_cert_file` is empty. Throws
/// CannotRun for a file that holds none.
wire::SslContextPtr client_context(const std::string& ca_cert_file);

/// A connection to a tenant, plain or encrypted as its URL says.
class Connection {
 public:
  /// Throws NoAnswer when the tenant cannot be reached in time, or its certificate is not good.
  Connection(const BaseUrl& url, SSL_CTX* context, std::chrono::seconds timeout);

  /// From now on both directions may take that long; `receive` throws NoAnswer when it is over.
  void begin_exchange(std::chrono::seconds timeout);
  /// What does not leave shows in `receive`: a server may answer before it has read all.
  void send(std::string_view bytes) { stream_->send(bytes); }
  /// The next bytes; empty: the connection has ended.
  std::string receive();

  /// The tenant has ended it, or has sent what nobody asked for.
  bool is_stale() const;

 private:
  Connection(wire::Descriptor descriptor, std::chrono::seconds timeout);
  void shake_hands(const BaseUrl& url, SSL_CTX* context);

  int descriptor_;
  wire::Socket socket_;
  std::unique_ptr<wire::ByteStream> encrypted_;
  wire::ByteStream* stream_ = &socket_;
  std::chrono::seconds timeout_{};
};

}  // namespace tines_mock::contract
