#include "contract_tests/target/connection.hpp"

#include "contract_tests/target/answer_reader.hpp"
#include "contract_tests/target/target.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>

namespace tines_mock::contract {

namespace {

using wire::Deadline;

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses resolve(const BaseUrl& url) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host_of(url).c_str(), port_of(url).c_str(), &hints, &found);
  if (error != 0)
    throw NoAnswer(std::string("its host name cannot be resolved: ") + gai_strerror(error));
  return Addresses(found);
}

std::chrono::milliseconds time_until(Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds{0});
}

/// The errno of the attempt; 0 when it is connected.
int connect_until(int descriptor, const addrinfo& to, Deadline deadline) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  if (::connect(descriptor, to.ai_addr, to.ai_addrlen) != 0) {
    if (errno != EINPROGRESS) return errno;
    pollfd polled{descriptor, POLLOUT, 0};
    int ready = -1;
    do ready = ::poll(&polled, 1, static_cast<int>(time_until(deadline).count()));
    while (ready < 0 && errno == EINTR);
    if (ready == 0) return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return error;
  }
  ::fcntl(descriptor, F_SETFL, flags);
  return 0;
}

Descriptor connect_to(const BaseUrl& url, Deadline deadline) {
  const auto addresses = resolve(url);
  int error = 0;
  for (const auto* to = addresses.get(); to != nullptr; to = to->ai_next) {
    Descriptor descriptor(::socket(to->ai_family, to->ai_socktype | SOCK_CLOEXEC, to->ai_protocol));
    error = descriptor.number() < 0 ? errno : connect_until(descriptor.number(), *to, deadline);
    if (error == 0) return descriptor;
  }
  throw NoAnswer(std::generic_category().message(error));
}

wire::WireLimits limits_with(std::chrono::seconds timeout) {
  wire::WireLimits limits;
  limits.write_deadline = timeout;
  return limits;
}

std::string openssl_error() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason == nullptr ? "the connection ended" : reason;
}

void require_certificate_of(const BaseUrl& url, SSL* ssl) {
  const auto host = host_of(url);
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1) return;
  SSL_set_tlsext_host_name(ssl, host.c_str());
  SSL_set1_host(ssl, host.c_str());
}

}  // namespace

wire::SslContextPtr client_context(const std::string& ca_cert_file) {
  wire::SslContextPtr context(SSL_CTX_new(TLS_client_method()));
  if (!context) throw CannotRun("OpenSSL cannot make a TLS context");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  if (ca_cert_file.empty()) {
    SSL_CTX_set_default_verify_paths(context.get());
  } else if (SSL_CTX_load_verify_locations(context.get(), ca_cert_file.c_str(), nullptr) != 1) {
    throw CannotRun(ca_cert_file + ": expected certificates in PEM, found something else");
  }
  return context;
}

Connection::Connection(const BaseUrl& url, SSL_CTX* context, std::chrono::seconds timeout)
    : Connection(connect_to(url, std::chrono::steady_clock::now() + timeout), timeout) {
  begin_exchange(timeout);
  if (url.scheme == "https") shake_hands(url, context);
}

Connection::Connection(Descriptor descriptor, std::chrono::seconds timeout)
    : descriptor_(descriptor.number()), socket_(std::move(descriptor), limits_with(timeout)) {}

void Connection::shake_hands(const BaseUrl& url, SSL_CTX* context) {
  wire::SslPtr owner(SSL_new(context));
  SSL* const ssl = owner.get();
  SSL_set_connect_state(ssl);
  require_certificate_of(url, ssl);
  auto stream = std::make_unique<wire::TlsStream>(std::move(owner), socket_);
  if (!stream->shake_hands()) {
    const auto verified = SSL_get_verify_result(ssl);
    if (verified != X509_V_OK) {
      throw NoAnswer(std::string("its certificate is not valid: ") +
                     X509_verify_cert_error_string(verified));
    }
    throw NoAnswer("the TLS handshake failed: " +
                   (socket_.was_late() ? std::string("it took too long") : openssl_error()));
  }
  stream_ = stream.get();
  encrypted_ = std::move(stream);
}

void Connection::begin_exchange(std::chrono::seconds timeout) {
  timeout_ = timeout;
  has_received_ = false;
  socket_.set_deadline(std::chrono::steady_clock::now() + timeout);
}

std::string Connection::receive() {
  std::array<char, 16 * 1024> bytes;
  const auto count = stream_->receive(bytes);
  has_received_ |= count > 0;
  if (count == 0 && socket_.was_late()) {
    throw NoAnswer("no whole answer within " + std::to_string(timeout_.count()) + " s");
  }
  return {bytes.data(), count};
}

bool Connection::is_stale() const {
  pollfd polled{descriptor_, POLLIN | POLLRDHUP, 0};
  return ::poll(&polled, 1, 0) != 0;
}

}  // namespace tines_mock::contract
