#pragma once

#include "wire/socket.hpp"

#include <chrono>
#include <string_view>
#include <vector>

namespace tines_mock::wire {

/// What a client has sent and nobody has used yet: one buffer for all requests of a connection, so
/// that requests which came together are all answered.
class Input {
 public:
  /// Receives through `stream`, which lies on `socket` or is it.
  Input(ByteStream& stream, Socket& socket, std::chrono::milliseconds request_deadline);

  std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void consume(std::size_t count);

  /// The next byte begins a request, which then has `request_deadline` to come whole.
  void begin_request();

  /// Waits for more. False: none comes.
  bool receive_more();

 private:
  void make_room();

  ByteStream& stream_;
  Socket& socket_;
  const std::chrono::milliseconds request_deadline_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool begun_ = false;
  bool deadline_set_ = false;
};

}  // namespace tines_mock::wire
