#include "wire/receive_buffer.hpp"

#include <algorithm>

namespace tines_mock::wire {
namespace {

constexpr std::size_t piece_bytes = std::size_t{16} * 1024;

}  // namespace

ReceiveBuffer::ReceiveBuffer(ByteStream& stream, Socket& socket,
                             std::chrono::milliseconds request_deadline)
    : stream_(stream), socket_(socket), request_deadline_(request_deadline) {}

void ReceiveBuffer::consume(std::size_t count) {
  begin_ += count;
  if (begin_ == end_) begin_ = end_ = 0;
}

void ReceiveBuffer::begin_request() {
  if (deadline_set_) socket_.set_deadline(std::nullopt);
  deadline_set_ = false;
  request_begun_ = !unread().empty();
  socket_.set_idle(!request_begun_);
}

// The deadline counts from the first wait inside a request. A request that arrives in one piece
// needs no deadline, and no look at the clock.
bool ReceiveBuffer::receive_more() {
  if (request_begun_ && !deadline_set_) {
    socket_.set_deadline(std::chrono::steady_clock::now() + request_deadline_);
    deadline_set_ = true;
  }
  make_room();
  const auto count = stream_.receive(std::span(bytes_).subspan(end_));
  end_ += count;
  if (!request_begun_) socket_.set_idle(false);
  request_begun_ = true;
  return count > 0;
}

void ReceiveBuffer::make_room() {
  if (bytes_.size() - end_ >= piece_bytes / 2) return;
  std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
            bytes_.begin() + static_cast<std::ptrdiff_t>(end_), bytes_.begin());
  end_ -= begin_;
  begin_ = 0;
  if (bytes_.size() - end_ < piece_bytes / 2) bytes_.resize(end_ + piece_bytes);
}

}  // namespace tines_mock::wire
