#include "wire/server.hpp"

#include "faults/wire_fault.hpp"
#include "wire/connection.hpp"
#include "wire/listener.hpp"
#include "wire/live_connections.hpp"
#include "wire/tls_context.hpp"
#include "wire/tls_stream.hpp"
#include "wire/workers.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace tines_mock::wire {
namespace {

// 0.0.0.0 and :: stand for all addresses of the machine; a URL needs one of them.
std::string host_in_url(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  if (host == "::") return "[::1]";
  return host.find(':') == host.npos ? host : "[" + host + "]";
}

std::unique_ptr<TlsContext> make_tls_context(const Endpoint& endpoint) {
  return endpoint.tls ? std::make_unique<TlsContext>(*endpoint.tls) : nullptr;
}

}  // namespace

class Server::Running {
 public:
  Running(exchange::Service& service, const Endpoint& endpoint, const WireLimits& limits)
      : service_(service),
        limits_(limits),
        tls_(make_tls_context(endpoint)),
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
    const std::scoped_lock lock(stop_mutex_);
    stop_.request_stop();
    listener_.close();
    connections_.end_all();
    workers_.reset();
  }

 private:
  // Whatever is thrown, std::bad_alloc included, ends this connection only.
  void serve(Accepted accepted) {
    PortRefusal port_refusal(listener_);
    try {
      serve_connection(std::move(accepted), port_refusal);
      port_refusal.wait_until_over(stop_.get_token());
    } catch (...) {
    }
  }

  void serve_connection(Accepted accepted, PortRefusal& port_refusal) {
    Socket socket(std::move(accepted.descriptor), limits_);
    LiveConnections::Member member(connections_, socket);
    const Channel plain{socket, socket, member, port_refusal, accepted.remote_address};
    if (!ends_by_connect_fault(plain)) tls_ ? serve_encrypted(plain) : serve_requests(plain);
    member.linger();
  }

  /// Applies the fault at Phase::connect, if there is one.
  bool ends_by_connect_fault(const Channel& channel) {
    const auto delivery = service_.connected(channel.remote_address);
    if (!delivery) return false;
    SocketTransmission transmission(channel, *delivery, 0, [](std::uint64_t, Ending) {});
    if (delivery->fault) faults::transmit(*delivery->fault, {}, transmission);
    if (delivery->cut) transmission.close();
    return transmission.ending().has_value();
  }

  void serve_encrypted(const Channel& plain) {
    TlsStream stream(tls_->new_server_side(), plain.socket);
    plain.socket.set_deadline(std::chrono::steady_clock::now() + limits_.request_deadline);
    if (!stream.shake_hands()) return plain.socket.finish();
    plain.socket.set_deadline(std::nullopt);
    serve_requests({stream, plain.socket, plain.member, plain.port_refusal, plain.remote_address});
  }

  void serve_requests(const Channel& channel) {
    Connection(service_, channel, scheme_, limits_).serve();
  }

  exchange::Service& service_;
  const WireLimits limits_;
  const std::unique_ptr<const TlsContext> tls_;
  const std::string scheme_;
  Listener listener_;
  const std::string url_;
  LiveConnections connections_;
  std::stop_source stop_;
  std::mutex stop_mutex_;
  std::optional<Workers> workers_;  ///< the last member: its threads use all the others
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
