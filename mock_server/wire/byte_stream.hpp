#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tines_mock::wire {

/// The bytes of one connection, plain or encrypted.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Waits for bytes. 0: none come, because the client ended its side, left, or let time run out.
  virtual std::size_t receive(std::span<char> into) = 0;

  /// Returns how many bytes left: fewer than given when the client left or does not read.
  virtual std::size_t send(std::string_view bytes) = 0;

  /// Tells the client that no more will be sent.
  virtual void finish() = 0;
};

}  // namespace tines_mock::wire
