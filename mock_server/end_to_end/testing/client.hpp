#pragma once

#include "wire/testing/raw_client.hpp"
#include "wire/testing/tls_client.hpp"

#include <tines_mock/mock_server.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace tines_mock::end_to_end {

enum class Transport { plain, tls };

inline ServerOptions served_over(Transport transport) {
  ServerOptions options;
  if (transport == Transport::tls) options.tls = Tls{};
  return options;
}

/// How a connection ended, as its client saw it.
enum class End {
  none,
  regular,  ///< FIN; over TLS after a close_notify
  cut,      ///< over TLS: FIN without a close_notify
  reset     ///< RST
};

/// A connection to a server, plain or over TLS, that shows every byte and how it ended.
class Client {
 public:
  explicit Client(const MockServer& server, Transport transport = Transport::plain) {
    if (transport == Transport::plain) {
      plain_ = std::make_unique<wire::testing::RawClient>(server.port());
    } else {
      tls_ = std::make_unique<wire::testing::TlsClient>(server.port(), server.certificate_pem());
      tls_->shake_hands();
    }
  }

  Client& send(std::string_view bytes) {
    tls_ ? void(tls_->send(bytes)) : void(plain_->send(bytes));
    return *this;
  }

  /// At least that many bytes, or what arrives before the connection ends.
  std::string read(std::size_t bytes) {
    if (tls_) return tls_->read(bytes);
    std::string some;
    while (some.size() < bytes) {
      const auto more = plain_->read_some();
      if (more.empty()) break;
      some += more;
    }
    return some;
  }

  std::string read_all() { return tls_ ? tls_->read_all() : plain_->read_all(); }

  /// Closes the sending side.
  void leave() { below().finish(); }

  /// Whether bytes, or the end of the connection, have arrived.
  bool has_more() {
    return tls_ ? tls_->has_bytes() : plain_->has_bytes(std::chrono::milliseconds(0));
  }

  End end() const { return tls_ ? end_of(tls_->end()) : end_of(plain_->end()); }

 private:
  using PlainEnd = wire::testing::RawClient::End;
  using TlsEnd = wire::testing::TlsClient::End;

  wire::testing::RawClient& below() { return tls_ ? tls_->below() : *plain_; }

  static End end_of(PlainEnd end) {
    if (end == PlainEnd::none) return End::none;
    return end == PlainEnd::closed ? End::regular : End::reset;
  }

  static End end_of(TlsEnd end) {
    if (end == TlsEnd::none) return End::none;
    if (end == TlsEnd::close_notify) return End::regular;
    return end == TlsEnd::cut ? End::cut : End::reset;
  }

  std::unique_ptr<wire::testing::RawClient> plain_;
  std::unique_ptr<wire::testing::TlsClient> tls_;
};

/// What a client received, and how its connection ended.
struct Seen {
  std::string bytes;
  End end = End::none;
};

inline Seen all_of(Client& client) {
  auto bytes = client.read_all();
  return {std::move(bytes), client.end()};
}

}  // namespace tines_mock::end_to_end
