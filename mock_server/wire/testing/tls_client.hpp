#pragma once

#include "wire/testing/raw_client.hpp"
#include "wire/tls_stream.hpp"

#include <array>
#include <csignal>

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tines_mock::wire::testing {

/// Blocks SIGPIPE for this thread while it lives, because OpenSSL writes without MSG_NOSIGNAL. Not
/// for the server's threads: a server that raises SIGPIPE must fail its test.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&sigpipe_);
    sigaddset(&sigpipe_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &sigpipe_, &before_);
  }
  ~WithoutSigpipe() {
    const timespec at_once{};
    ::sigtimedwait(&sigpipe_, nullptr, &at_once);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t sigpipe_;
  sigset_t before_;
};

/// TLS on a raw connection, trusting one certificate. `end` says whether the server ended it with a
/// close_notify, with a FIN alone (cut) or with a RST.
class TlsClient {
 public:
  enum class End { none, close_notify, cut, reset };

  TlsClient(int port, const std::string& trusted_pem, const char* server_name = "localhost")
      : client_(port), context_(SSL_CTX_new(TLS_client_method())) {
    const BioPtr memory(BIO_new_mem_buf(trusted_pem.data(), static_cast<int>(trusted_pem.size())));
    const CertificatePtr trusted(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (trusted) X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), trusted.get());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    ssl_.reset(SSL_new(context_.get()));
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), server_name) != 1)
      SSL_set1_host(ssl_.get(), server_name);
    SSL_set_fd(ssl_.get(), client_.descriptor());
  }

  /// Offers that version of TLS only, with weak ciphers too.
  TlsClient& speaking(int version) {
    SSL_set_min_proto_version(ssl_.get(), version);
    SSL_set_max_proto_version(ssl_.get(), version);
    SSL_set_cipher_list(ssl_.get(), "ALL:@SECLEVEL=0");
    return *this;
  }

  bool shake_hands() {
    const WithoutSigpipe guard;
    ERR_clear_error();
    errno = 0;
    const int result = SSL_connect(ssl_.get());
    if (result != 1) end_ = end_after(result);
    version_rejected_ = ERR_GET_REASON(ERR_peek_error()) == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION;
    return result == 1;
  }
  /// The handshake failed with the alert protocol_version.
  bool version_rejected() const { return version_rejected_; }
  RawClient& below() { return client_; }

  TlsClient& send(std::string_view bytes) {
    const WithoutSigpipe guard;
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    return *this;
  }

  /// Every byte until the connection ends.
  std::string read_all() {
    std::string all;
    while (receive(all)) {
    }
    return all;
  }

  /// At least that many bytes, or what arrives before the connection ends.
  std::string read(std::size_t bytes) {
    std::string some;
    while (some.size() < bytes && receive(some)) {
    }
    return some;
  }

  /// Whether a byte of a response has arrived. Bytes of TLS itself, such as session tickets, do not
  /// count.
  bool has_bytes() {
    const int flags = ::fcntl(client_.descriptor(), F_GETFL);
    ::fcntl(client_.descriptor(), F_SETFL, flags | O_NONBLOCK);
    char byte = 0;
    const bool there = SSL_peek(ssl_.get(), &byte, 1) == 1;
    ::fcntl(client_.descriptor(), F_SETFL, flags);
    return there;
  }

  End end() const { return end_; }

 private:
  bool receive(std::string& to) {
    const WithoutSigpipe guard;
    std::array<char, 16384> bytes;
    ERR_clear_error();
    errno = 0;
    const int count = SSL_read(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    if (count > 0) {
      to.append(bytes.data(), static_cast<std::size_t>(count));
      return true;
    }
    end_ = end_after(count);
    return false;
  }

  End end_after(int result) const {
    if (errno == ECONNRESET) return End::reset;
    return SSL_get_error(ssl_.get(), result) == SSL_ERROR_ZERO_RETURN ? End::close_notify
                                                                      : End::cut;
  }

  RawClient client_;
  SslContextPtr context_;
  SslPtr ssl_;
  End end_ = End::none;
  bool version_rejected_ = false;
};

}  // namespace tines_mock::wire::testing
