#include "wire/live_connections.hpp"

#include <algorithm>
#include <array>

namespace tines_mock::wire {
namespace {

// How often a connection without a place looks for one to replace: no notification says that a
// connection became idle or that a client closed its side.
constexpr std::chrono::milliseconds retry_after{20};

}  // namespace

LiveConnections::Member::Member(LiveConnections& owner, Socket& socket)
    : owner_(owner), socket_(socket) {
  std::unique_lock lock(owner_.mutex_);
  const auto has_place = [&] {
    return owner_.all_ended_ || owner_.open_.size() < owner_.limits_.connections;
  };
  while (!has_place()) {
    owner_.place_wanted_ = true;
    owner_.make_room_locked();
    owner_.member_left_.wait_for(lock, retry_after, has_place);
  }
  owner_.place_wanted_ = false;
  place_ = owner_.open_.insert(owner_.open_.end(), this);
  if (owner_.all_ended_) end();
}

LiveConnections::Member::~Member() {
  const std::scoped_lock lock(owner_.mutex_);
  owner_.open_.erase(place_);
  owner_.member_left_.notify_one();
}

void LiveConnections::Member::stall() {
  owner_.add_stalled(*this);
  socket_.set_deadline(std::nullopt);
  std::array<char, 1024> ignored;
  while (socket_.receive(ignored) > 0 || socket_.was_late()) {
  }
  const std::scoped_lock lock(owner_.mutex_);
  owner_.stalled_.remove(this);
}

void LiveConnections::Member::linger() {
  socket_.set_deadline(std::chrono::steady_clock::now() + owner_.limits_.lingering);
  std::array<char, 4096> ignored;
  while (!stop_.stop_requested() && socket_.receive(ignored) > 0) {
  }
}

void LiveConnections::Member::end() {
  stop_.request_stop();
  socket_.end();
}

void LiveConnections::add_stalled(Member& member) {
  const std::scoped_lock lock(mutex_);
  stalled_.push_back(&member);
  if (stalled_.size() <= limits_.stalled_connections) return;
  stalled_.front()->end();
  stalled_.pop_front();
}

void LiveConnections::make_room() {
  const std::scoped_lock lock(mutex_);
  make_room_locked();
}

void LiveConnections::make_room_locked() {
  auto found = std::ranges::find_if(open_, [](Member* each) { return each->socket_.is_idle(); });
  if (found == open_.end())
    found = std::ranges::find_if(open_, [](Member* each) { return each->socket_.client_ended(); });
  if (found != open_.end()) (*found)->end();
}

void LiveConnections::end_all() {
  const std::scoped_lock lock(mutex_);
  all_ended_ = true;
  for (Member* each : open_) each->end();
  member_left_.notify_all();
}

}  // namespace tines_mock::wire
