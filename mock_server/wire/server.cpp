#include "wire/server.hpp"

#include "faults/wire_fault.hpp"
#include "wire/connection.hpp"
#include "wire/listener.hpp"
#include "wire/live_connections.hpp"
#include "wire/tls_context.hpp"
#include "wire/tls_stream.hpp"
#include "wire/workers.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace tines_mock::wire {
namespace {

std::string host_in_url(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  if (host == "::") return "[::1]";
  return host.find(':') == host.npos ? host : "[" + host + "]";
}

std::unique_ptr<TlsContext> tls_of(const Endpoint& endpoint) {
  return endpoint.tls ? std::make_unique<TlsContext>(*endpoint.tls) : nullptr;
}

}  // namespace

class Server::Running {
 public:
  Running(exchange::Service& service, const Endpoint& endpoint, const WireLimits& limits)
      : service_(service),
        limits_(limits),
        tls_(tls_of(endpoint)),
        scheme_(tls_ ? "https" : "http"),
        listener_(endpoint.host, endpoint.port, limits.listen_backlog),
        url_(scheme_ + "://" + host_in_url(endpoint.host) + ":" + std::to_string(listener_.port())),
        connections_(limits),
        workers_(
            std::in_place, limits,
            [this] { return listener_.accept([this] { connections_.make_room(); }); },
            [this](Accepted accepted) { serve(std::move(accepted)); }) {}

  ~Running() { stop(); }

  std::string certificate_pem() const { return tls_ ? tls_->certificate_pem() : std::string(); }

  int port() const { return listener_.port(); }
  const std::string& url() const { return url_; }

  void stop() {
    const std::scoped_lock lock(stopping_);
    stop_.request_stop();
    listener_.close();
    connections_.end_all();
    workers_.reset();
  }

 private:
  struct Client {
    Socket& socket;
    LiveConnections::Entry& entry;
    const std::string& remote_address;
  };
  /// A connection is over, and may leave a refusal of others behind that must be ended.
  using Over = std::optional<PortRefusal>;

  // Whatever fails, memory included, ends this connection alone.
  void serve(Accepted accepted) {
    Over over;
    try {
      over = serve_connection(std::move(accepted));
    } catch (...) {
    }
    if (!over) return;
    wait_out(*over, stop_.get_token());
    listener_.readmit();
  }

  Over serve_connection(Accepted accepted) {
    Socket socket(std::move(accepted.descriptor), limits_);
    LiveConnections::Entry entry(connections_, socket);
    const Client client{socket, entry, accepted.remote_address};
    auto over = apply_connect_fault(client);
    if (!over) over = tls_ ? serve_encrypted(client) : serve_requests(client, socket);
    entry.linger();
    return *std::move(over);
  }

  /// Lets a fault at Phase::connect act. Empty: the connection is to be served all the same.
  std::optional<Over> apply_connect_fault(const Client& client) {
    auto delivery = service_.connected(client.remote_address);
    if (!delivery) return std::nullopt;
    SocketTransmission transmission(client.socket, client.socket, client.entry, listener_,
                                    *delivery, 0, [](std::uint64_t, Ending) {});
    if (delivery->fault) faults::transmit(*delivery->fault, {}, transmission);
    if (delivery->cut) transmission.close();
    if (!transmission.ending() && !transmission.port_refusal()) return std::nullopt;
    return transmission.port_refusal();
  }

  Over serve_encrypted(const Client& client) {
    TlsStream stream(tls_->accepting(), client.socket);
    client.socket.set_deadline(std::chrono::steady_clock::now() + limits_.request_deadline);
    if (!stream.shake_hands()) return client.socket.finish(), std::nullopt;
    client.socket.set_deadline(std::nullopt);
    return serve_requests(client, stream);
  }

  Over serve_requests(const Client& client, ByteStream& stream) {
    Connection connection(service_, stream, client.socket, {client.remote_address, scheme_},
                          client.entry, listener_, limits_);
    return connection.serve();
  }

  exchange::Service& service_;
  const WireLimits limits_;
  const std::unique_ptr<const TlsContext> tls_;
  const std::string scheme_;
  Listener listener_;
  const std::string url_;
  LiveConnections connections_;
  std::stop_source stop_;
  std::mutex stopping_;
  std::optional<Workers> workers_;
};

Server::Server(exchange::Service& service, const Endpoint& endpoint, const WireLimits& limits)
    : running_(std::make_unique<Running>(service, endpoint, limits)) {}
Server::~Server() = default;

int Server::port() const {
  return running_->port();
}
std::string Server::url() const {
  return running_->url();
}
std::string Server::certificate_pem() const {
  return running_->certificate_pem();
}
void Server::stop() {
  running_->stop();
}

}  // namespace tines_mock::wire
