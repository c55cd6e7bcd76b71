#pragma once

#include "wire/socket.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

namespace tines_mock::wire {

/// The bytes that a connection has received and not yet consumed. One buffer serves all requests of
/// the connection, so that pipelined requests are not lost.
class ReceiveBuffer {
 public:
  /// Receives from `stream`, which is `socket` or TLS on top of it.
  ReceiveBuffer(ByteStream& stream, Socket& socket, std::chrono::milliseconds request_deadline);

  std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }
  void consume(std::size_t count);

  /// The next byte is the first of a request, which has to be complete within `request_deadline`.
  void begin_request();

  /// Waits for more bytes. False: the client closed its side, or the time to wait is over.
  bool receive_more();

 private:
  void make_room();

  ByteStream& stream_;
  Socket& socket_;
  const std::chrono::milliseconds request_deadline_;
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool request_begun_ = false;
  bool deadline_set_ = false;
};

}  // namespace tines_mock::wire
