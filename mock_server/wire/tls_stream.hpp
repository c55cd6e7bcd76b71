#pragma once

#include "wire/openssl_types.hpp"
#include "wire/socket.hpp"

namespace tines_mock::wire {

/// The encrypted bytes of a connection. All its waiting is done by the socket below it, with the
/// socket's deadlines, so whatever ends the socket ends a handshake, a read or a write as well.
class TlsStream final : public ByteStream {
 public:
  /// `ssl` knows whether it accepts or connects.
  TlsStream(SslPtr ssl, Socket& socket);

  /// False: the other side left, let time run out or does not speak TLS.
  bool shake_hands();

  std::size_t receive(std::span<char> into) override;
  std::size_t send(std::string_view bytes) override;
  /// close_notify, then the end of the socket's writing.
  void finish() override;

 private:
  Socket& socket_;
  SslPtr ssl_;
};

}  // namespace tines_mock::wire
