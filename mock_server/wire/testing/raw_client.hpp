#pragma once

#include "wire/socket.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace tines_mock::wire::testing {

/// A TCP client for tests that sees every byte and how the connection ends. Each read gives up
/// after `patience_ms`, which only a failing test reaches.
class RawClient {
 public:
  enum class End { none, closed, reset };

  explicit RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("the connection was refused");
  }

  static bool can_connect(int port) {
    try {
      RawClient client(port);
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  int descriptor() const { return socket_.number(); }

  RawClient& send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count < 0 && errno == ECONNRESET) end_ = End::reset;  // reported once: by send or by recv
      if (count <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return *this;
  }

  void finish() const { ::shutdown(descriptor(), SHUT_WR); }

  /// The next response: its head, and with_body as many bytes as its Content-Length says. Less when
  /// the connection ends.
  std::string read_response(bool with_body = true) {
    while (received_.find("\r\n\r\n") == received_.npos) {
      if (!receive()) return std::exchange(received_, {});
    }
    const auto head = received_.find("\r\n\r\n") + 4;
    const auto size = head + (with_body ? content_length(received_.substr(0, head)) : 0);
    while (received_.size() < size && receive()) {
    }
    auto response = received_.substr(0, size);
    received_.erase(0, response.size());
    return response;
  }

  /// The body of the next response.
  std::string read_body() {
    const auto response = read_response();
    return response.substr(response.find("\r\n\r\n") + 4);
  }

  /// The status of the next response; 0: there is none.
  int read_status() {
    const auto response = read_response();
    return response.starts_with("HTTP/1.1 ") ? std::stoi(response.substr(9, 3)) : 0;
  }

  /// The bytes that were received and not read yet, or else the next ones.
  std::string read_some() {
    if (received_.empty()) receive();
    return std::exchange(received_, {});
  }

  /// Every byte until the connection ends; `end()` says how it ended.
  std::string read_all() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }

  /// Whether bytes, or the end of the connection, arrive within that time.
  bool has_bytes(std::chrono::milliseconds within) const {
    pollfd polled{descriptor(), POLLIN, 0};
    return ::poll(&polled, 1, static_cast<int>(within.count())) > 0;
  }

  End end() const { return end_; }

 private:
  static constexpr int patience_ms = 20'000;

  static std::size_t content_length(const std::string& head) {
    const auto line = head.find("Content-Length: ");
    return line == head.npos ? 0 : std::stoul(head.substr(line + 16));
  }

  bool receive() {
    pollfd polled{descriptor(), POLLIN, 0};
    if (::poll(&polled, 1, patience_ms) <= 0) return false;
    std::array<char, 16384> bytes;
    const auto count = ::recv(descriptor(), bytes.data(), bytes.size(), 0);
    if (count > 0) received_.append(bytes.data(), static_cast<std::size_t>(count));
    if (count == 0 && end_ == End::none) end_ = End::closed;
    if (count < 0) end_ = End::reset;
    return count > 0;
  }

  Descriptor socket_;
  std::string received_;
  End end_ = End::none;
};

/// `response` without its Date header, which differs from run to run.
inline std::string without_date(std::string response) {
  const auto begin = response.find("Date: ");
  if (begin != response.npos) response.erase(begin, response.find("\r\n", begin) + 2 - begin);
  return response;
}

/// `response` with an x in place of each character of its date: its length stays the same.
inline std::string with_any_date(std::string response) {
  const auto begin = response.find("Date: ");
  if (begin == response.npos) return response;
  const auto end = std::min(response.find("\r\n", begin), response.size());
  std::fill(response.begin() + static_cast<std::ptrdiff_t>(begin + 6),
            response.begin() + static_cast<std::ptrdiff_t>(end), 'x');
  return response;
}

}  // namespace tines_mock::wire::testing
