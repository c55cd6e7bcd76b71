#pragma once

#include "wire/listener.hpp"
#include "wire/socket.hpp"
#include "wire/tls_context.hpp"
#include "wire/tls_stream.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace tines_mock::contract::testing {

/// A server on loopback that answers each request with the next of the given texts, byte for byte,
/// and records the requests. It ends the connection after each answer, unless `keeps_connections`.
class CannedServer {
 public:
  struct Manner {
    bool tls = false;
    bool keeps_connections = false;
    bool answers_anything = false;  ///< takes the first bytes for a whole request, HTTP or not
    std::size_t at_once = 1;        ///< waits for so many requests, each on its own connection
  };

  explicit CannedServer(std::vector<std::string> answers) : CannedServer(std::move(answers), {}) {}
  CannedServer(std::vector<std::string> answers, Manner manner)
      : answers_(std::move(answers)), manner_(manner), listener_("127.0.0.1", 0, 8) {
    if (manner.tls) tls_.emplace(Tls{});
    thread_ = std::thread([this] { serve(); });
  }
  ~CannedServer() {
    listener_.close();
    thread_.join();
  }
  CannedServer(const CannedServer&) = delete;
  CannedServer& operator=(const CannedServer&) = delete;

  std::string url(const std::string& host = "127.0.0.1") const {
    return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(listener_.port());
  }
  /// For a client that should trust this server.
  std::string certificate_pem() const { return tls_->certificate_pem(); }

  std::vector<std::string> requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }
  int connections() const {
    const std::scoped_lock lock(mutex_);
    return connections_;
  }

 private:
  void serve() {
    while (auto accepted = listener_.accept([] {})) {
      auto socket =
          std::make_unique<wire::Socket>(std::move(accepted->descriptor), wire::WireLimits{});
      socket->set_deadline(std::chrono::steady_clock::now() + std::chrono::seconds{20});
      count_connection();
      if (manner_.at_once > 1) {
        answer_when_all_have_asked(std::move(socket));
        continue;
      }
      if (manner_.keeps_connections) {
        kept_.emplace_back([this, kept = std::move(socket)] { answer_on(*kept); });
        continue;
      }
      if (!tls_) {
        answer_on(*socket);
        continue;
      }
      wire::TlsStream stream(tls_->new_server_side(), *socket);
      if (stream.shake_hands()) answer_on(stream);
    }
  }

  void answer_when_all_have_asked(std::unique_ptr<wire::Socket> socket) {
    std::string received;
    next_request(*socket, received);
    waiting_.push_back(std::move(socket));
    if (waiting_.size() < manner_.at_once) return;
    for (const auto& one : waiting_) {
      one->send(remember(""));
      one->finish();
    }
    waiting_.clear();
  }

  void count_connection() {
    const std::scoped_lock lock(mutex_);
    ++connections_;
  }

  void answer_on(wire::ByteStream& stream) {
    std::string received;
    do {
      const auto request = next_request(stream, received);
      if (request.empty()) return;
      stream.send(remember(request));
    } while (manner_.keeps_connections);
    stream.finish();
  }

  std::string remember(const std::string& request) {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
    return requests_.size() <= answers_.size() ? answers_[requests_.size() - 1] : "";
  }

  std::string next_request(wire::ByteStream& stream, std::string& received) const {
    for (;;) {
      if (manner_.answers_anything && !received.empty()) return std::exchange(received, {});
      const auto head = received.find("\r\n\r\n");
      if (head != std::string::npos) {
        const auto size = head + 4 + length_in(received.substr(0, head));
        if (received.size() >= size) {
          const auto request = received.substr(0, size);
          received.erase(0, size);
          return request;
        }
      }
      std::array<char, 4096> bytes;
      const auto count = stream.receive(bytes);
      if (count == 0) return "";
      received.append(bytes.data(), count);
    }
  }

  static std::size_t length_in(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
  }

  const std::vector<std::string> answers_;
  const Manner manner_;
  wire::Listener listener_;
  std::optional<wire::TlsContext> tls_;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  int connections_ = 0;
  std::vector<std::unique_ptr<wire::Socket>> waiting_;
  std::vector<std::jthread> kept_;  ///< each answers on its connection until the client ends it
  std::thread thread_;
};

}  // namespace tines_mock::contract::testing
