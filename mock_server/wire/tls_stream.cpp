#include "wire/tls_stream.hpp"

#include <algorithm>
#include <climits>
#include <utility>

#include <openssl/err.h>

namespace tines_mock::wire {
namespace {

Socket& socket_of(BIO* bio) {
  return *static_cast<Socket*>(BIO_get_data(bio));
}

int receive_encrypted(BIO* bio, char* into, int size) {
  BIO_clear_retry_flags(bio);
  const auto count = socket_of(bio).receive({into, static_cast<std::size_t>(size)});
  // Otherwise OpenSSL takes a timeout for a broken connection, on which no response can be sent.
  if (socket_of(bio).was_late()) BIO_set_retry_read(bio);
  return count > 0 ? static_cast<int>(count) : -1;
}

int send_encrypted(BIO* bio, const char* bytes, int size) {
  const std::string_view all(bytes, static_cast<std::size_t>(size));
  return socket_of(bio).send(all) == all.size() ? size : -1;
}

long control(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

// OpenSSL's own socket BIO may raise SIGPIPE (it writes without MSG_NOSIGNAL) and has no deadlines.
BioMethodPtr make_method() {
  BioMethodPtr method(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wire::Socket"));
  BIO_meth_set_read(method.get(), receive_encrypted);
  BIO_meth_set_write(method.get(), send_encrypted);
  BIO_meth_set_ctrl(method.get(), control);
  return method;
}

BIO* bio_on(Socket& socket) {
  static const BioMethodPtr method = make_method();
  BIO* bio = BIO_new(method.get());
  BIO_set_data(bio, &socket);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace

TlsStream::TlsStream(SslPtr ssl, Socket& socket) : socket_(socket), ssl_(std::move(ssl)) {
  BIO* bio = bio_on(socket);
  SSL_set_bio(ssl_.get(), bio, bio);
}

bool TlsStream::shake_hands() {
  ERR_clear_error();
  return SSL_do_handshake(ssl_.get()) == 1;
}

std::size_t TlsStream::receive(std::span<char> into) {
  ERR_clear_error();
  const auto most = static_cast<int>(std::min<std::size_t>(into.size(), INT_MAX));
  const int count = SSL_read(ssl_.get(), into.data(), most);
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

std::size_t TlsStream::send(std::string_view bytes) {
  if (bytes.empty()) return 0;
  ERR_clear_error();
  std::size_t sent = 0;
  return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) == 1 ? sent : 0;
}

void TlsStream::finish() {
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  socket_.finish();
}

}  // namespace tines_mock::wire
