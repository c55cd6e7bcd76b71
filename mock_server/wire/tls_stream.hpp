#pragma once

#include "wire/socket.hpp"

#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace tines_mock::wire {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};

using SslPtr = std::unique_ptr<SSL, Release<SSL_free>>;
using SslContextPtr = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Release<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Release<BIO_free>>;
using BioMethodPtr = std::unique_ptr<BIO_METHOD, Release<BIO_meth_free>>;

/// The encrypted bytes of a connection. It waits only in the socket below it, within the socket's
/// deadlines: Socket::end also ends a handshake, a read or a write that waits.
class TlsStream final : public ByteStream {
 public:
  /// `ssl` is already set to the server's or the client's side. `socket` must outlive the stream.
  TlsStream(SslPtr ssl, Socket& socket);

  /// False: the other side left, ran out of time, or failed the handshake.
  bool shake_hands();

  std::size_t receive(std::span<char> into) override;
  std::size_t send(std::string_view bytes) override;
  /// Sends close_notify, then closes the socket's sending side.
  void finish() override;

 private:
  Socket& socket_;
  SslPtr ssl_;
};

}  // namespace tines_mock::wire
