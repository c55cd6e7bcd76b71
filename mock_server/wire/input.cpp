#include "wire/input.hpp"

#include <algorithm>

namespace tines_mock::wire {
namespace {

constexpr std::size_t at_once_bytes = 16 * 1024;

}  // namespace

Input::Input(ByteStream& stream, Socket& socket, std::chrono::milliseconds request_deadline)
    : stream_(stream), socket_(socket), request_deadline_(request_deadline) {}

void Input::consume(std::size_t count) {
  begin_ += count;
  if (begin_ == end_) begin_ = end_ = 0;
}

void Input::begin_request() {
  if (deadline_set_) socket_.set_deadline(std::nullopt);
  deadline_set_ = false;
  begun_ = !unread().empty();
  socket_.set_idle(!begun_);
}

// The deadline counts from the first wait in which a request has begun. One that comes whole never
// looks at the time.
bool Input::receive_more() {
  if (begun_ && !deadline_set_) {
    socket_.set_deadline(std::chrono::steady_clock::now() + request_deadline_);
    deadline_set_ = true;
  }
  make_room();
  const auto count = stream_.receive(std::span(buffer_).subspan(end_));
  end_ += count;
  if (!begun_) socket_.set_idle(false);
  begun_ = true;
  return count > 0;
}

void Input::make_room() {
  if (buffer_.size() - end_ >= at_once_bytes / 2) return;
  std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - end_ < at_once_bytes / 2) buffer_.resize(end_ + at_once_bytes);
}

}  // namespace tines_mock::wire
