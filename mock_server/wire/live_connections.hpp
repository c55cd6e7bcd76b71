#pragma once

#include "wire/socket.hpp"

#include <cstddef>
#include <list>
#include <mutex>

namespace tines_mock::wire {

/// Every connection that is open, so that they can be ended at once, and those that a fault holds
/// without a byte, of which the oldest is ended when they become too many. Thread-safe.
class LiveConnections {
 public:
  explicit LiveConnections(std::size_t stalled_connections)
      : stalled_connections_(stalled_connections) {}

  /// While it lives, the socket is in one of the lists.
  class Entry {
   public:
    Entry(LiveConnections& owner, std::list<Socket*>& list, Socket& socket);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

   private:
    LiveConnections& owner_;
    std::list<Socket*>& list_;
    std::list<Socket*>::iterator place_;
  };

  /// Ended at once when end_all was called before.
  Entry enter(Socket& socket);
  Entry enter_stall(Socket& socket);

  /// Ends every connection, now and later.
  void end_all();

 private:
  const std::size_t stalled_connections_;
  std::mutex mutex_;
  std::list<Socket*> open_;
  std::list<Socket*> stalled_;
  bool ended_ = false;
};

}  // namespace tines_mock::wire
