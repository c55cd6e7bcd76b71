#pragma once

#include "wire/socket.hpp"
#include "wire/wire_limits.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>
#include <stop_token>

namespace tines_mock::wire {

/// Every connection that is open, so that they can be ended at once, and are not too many: a new
/// one lets an idle one go, and those that a fault holds without a byte have a limit of their own.
/// Thread-safe.
class LiveConnections {
 public:
  explicit LiveConnections(const WireLimits& limits) : limits_(limits) {}

  /// One connection, while it lives.
  class Entry {
   public:
    /// Waits for another to leave when there are limits.connections already.
    Entry(LiveConnections& owner, Socket& socket);
    ~Entry();
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    /// Asked to stop when the connection shall end.
    std::stop_token stop() const { return stop_.get_token(); }

    /// A client waits for a place: this connection should not wait for another request.
    bool is_needed() const { return owner_.somebody_waits_.load(std::memory_order_relaxed); }

    /// Waits until the client leaves or the connection shall end.
    void hold();

    /// Lets the client take what was sent and leave, for at most limits.lingering. Without that,
    /// bytes of the client on their way could make the kernel reset the connection, and the answer
    /// be lost.
    void linger();

   private:
    friend LiveConnections;
    void end();

    LiveConnections& owner_;
    Socket& socket_;
    std::stop_source stop_;
    std::list<Entry*>::iterator place_;
  };

  /// Ends the connection that will be missed least: the oldest that waits for a request, else the
  /// oldest whose client has ended its side. None when all are busy.
  void make_room();

  /// Ends every connection, now and later.
  void end_all();

 private:
  void make_room_locked();
  void stall(Entry& entry);

  const WireLimits limits_;
  std::mutex mutex_;
  std::condition_variable left_;
  std::list<Entry*> open_;
  std::list<Entry*> stalled_;
  std::atomic<bool> somebody_waits_ = false;
  bool ended_ = false;
};

}  // namespace tines_mock::wire
