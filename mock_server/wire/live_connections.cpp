#include "wire/live_connections.hpp"

#include <algorithm>
#include <array>

namespace tines_mock::wire {
namespace {

// A connection that becomes idle, and a client that leaves, do not say so.
constexpr std::chrono::milliseconds look_again_after{20};

}  // namespace

LiveConnections::Entry::Entry(LiveConnections& owner, Socket& socket)
    : owner_(owner), socket_(socket) {
  std::unique_lock lock(owner_.mutex_);
  const auto has_place = [&] {
    return owner_.ended_ || owner_.open_.size() < owner_.limits_.connections;
  };
  while (!has_place()) {
    owner_.somebody_waits_ = true;
    owner_.make_room_locked();
    owner_.left_.wait_for(lock, look_again_after, has_place);
  }
  owner_.somebody_waits_ = false;
  place_ = owner_.open_.insert(owner_.open_.end(), this);
  if (owner_.ended_) end();
}

LiveConnections::Entry::~Entry() {
  const std::scoped_lock lock(owner_.mutex_);
  owner_.open_.erase(place_);
  owner_.left_.notify_one();
}

void LiveConnections::Entry::hold() {
  owner_.stall(*this);
  socket_.set_deadline(std::nullopt);
  std::array<char, 1024> ignored;
  while (socket_.receive(ignored) > 0 || socket_.was_late()) {
  }
  const std::scoped_lock lock(owner_.mutex_);
  owner_.stalled_.remove(this);
}

void LiveConnections::Entry::linger() {
  socket_.set_deadline(std::chrono::steady_clock::now() + owner_.limits_.lingering);
  std::array<char, 4096> ignored;
  while (!stop_.stop_requested() && socket_.receive(ignored) > 0) {
  }
}

void LiveConnections::Entry::end() {
  stop_.request_stop();
  socket_.end();
}

void LiveConnections::stall(Entry& entry) {
  const std::scoped_lock lock(mutex_);
  stalled_.push_back(&entry);
  if (stalled_.size() <= limits_.stalled_connections) return;
  stalled_.front()->end();
  stalled_.pop_front();
}

void LiveConnections::make_room() {
  const std::scoped_lock lock(mutex_);
  make_room_locked();
}

void LiveConnections::make_room_locked() {
  auto found = std::ranges::find_if(open_, [](Entry* each) { return each->socket_.is_idle(); });
  if (found == open_.end())
    found = std::ranges::find_if(open_, [](Entry* each) { return each->socket_.client_ended(); });
  if (found != open_.end()) (*found)->end();
}

void LiveConnections::end_all() {
  const std::scoped_lock lock(mutex_);
  ended_ = true;
  for (Entry* each : open_) each->end();
  left_.notify_all();
}

}  // namespace tines_mock::wire
