#include "wire/live_connections.hpp"

namespace tines_mock::wire {

LiveConnections::Entry::Entry(LiveConnections& owner, std::list<Socket*>& list, Socket& socket)
    : owner_(owner), list_(list) {
  const std::scoped_lock lock(owner_.mutex_);
  place_ = list_.insert(list_.end(), &socket);
  if (owner_.ended_) socket.end();
  if (owner_.stalled_.size() > owner_.stalled_connections_) owner_.stalled_.front()->end();
}

LiveConnections::Entry::~Entry() {
  const std::scoped_lock lock(owner_.mutex_);
  list_.erase(place_);
}

LiveConnections::Entry LiveConnections::enter(Socket& socket) {
  return {*this, open_, socket};
}

LiveConnections::Entry LiveConnections::enter_stall(Socket& socket) {
  return {*this, stalled_, socket};
}

void LiveConnections::end_all() {
  const std::scoped_lock lock(mutex_);
  ended_ = true;
  for (Socket* socket : open_) socket->end();
}

}  // namespace tines_mock::wire
