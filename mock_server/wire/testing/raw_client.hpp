#pragma once

#include "wire/descriptor.hpp"

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

/// A TCP client that hides nothing. What it waits for comes within `patience` or is missing; no
/// test waits that long when all is well.
class RawClient {
 public:
  enum class End { none, closed, reset };

  explicit RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("refused");
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
      if (count < 0 && errno == ECONNRESET) end_ = End::reset;  // told once: here or in recv
      if (count <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return *this;
  }

  void finish() { ::shutdown(descriptor(), SHUT_WR); }

  /// One answer: its head, and as many bytes after it as Content-Length says; less when it ends.
  std::string read_answer(bool with_body = true) {
    while (received_.find("\r\n\r\n") == received_.npos) {
      if (!receive()) return std::exchange(received_, {});
    }
    const auto head = received_.find("\r\n\r\n") + 4;
    const auto size = head + (with_body ? content_length(received_.substr(0, head)) : 0);
    while (received_.size() < size && receive()) {
    }
    const auto answer = received_.substr(0, size);
    received_.erase(0, answer.size());
    return answer;
  }

  /// The body of the next answer.
  std::string read_body() {
    const auto answer = read_answer();
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }

  /// Its status; 0: there is no answer.
  int read_status() {
    const auto answer = read_answer();
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
  }

  /// What has come, or comes first.
  std::string read_some() {
    if (received_.empty()) receive();
    return std::exchange(received_, {});
  }

  /// Everything until the connection ends; `end()` says how.
  std::string read_all() {
    while (receive()) {
    }
    return std::exchange(received_, {});
  }

  /// Something to read comes within that time.
  bool has_answer(std::chrono::milliseconds within) const {
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
    char bytes[16384];
    const auto count = ::recv(descriptor(), bytes, sizeof bytes, 0);
    if (count > 0) received_.append(bytes, static_cast<std::size_t>(count));
    if (count == 0 && end_ == End::none) end_ = End::closed;
    if (count < 0) end_ = End::reset;
    return count > 0;
  }

  Descriptor socket_;
  std::string received_;
  End end_ = End::none;
};

}  // namespace tines_mock::wire::testing
