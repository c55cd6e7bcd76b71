#pragma once

#include "wire/socket.hpp"
#include "wire/wire_limits.hpp"

#include <atomic>
#include <condition_variable>
#include <list>
#include <mutex>
#include <stop_token>

namespace tines_mock::wire {

/// All open connections. Ends them at a stop, and bounds how many there are: when the limit is
/// reached, a new connection replaces an idle one. Connections that a fault stalls have a lower
/// limit of their own. Thread-safe.
class LiveConnections {
 public:
  explicit LiveConnections(const WireLimits& limits) : limits_(limits) {}

  /// Registers one connection for as long as the object lives.
  class Member {
   public:
    /// Waits until another connection ends when limits.connections are open.
    Member(LiveConnections& owner, Socket& socket);
    ~Member();
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    /// Stop is requested when the connection has to end.
    std::stop_token stop_token() const { return stop_.get_token(); }

    /// A new connection waits for its place: this one should end after its present response.
    bool is_place_wanted() const { return owner_.place_wanted_.load(std::memory_order_relaxed); }

    /// Stalls: waits until the client leaves or the connection has to end. When more than
    /// limits.stalled_connections are stalled, the oldest of them ends.
    void stall();

    /// Waits for at most limits.lingering until the client has closed its side. Without that wait,
    /// unread bytes from the client make the kernel reset the connection when it is closed, and the
    /// client may lose the response.
    void linger();

   private:
    friend LiveConnections;
    void end();

    LiveConnections& owner_;
    Socket& socket_;
    std::stop_source stop_;
    std::list<Member*>::iterator place_;
  };

  /// Ends one connection: the oldest idle one, else the oldest whose client has closed its side.
  /// Ends none when all are busy.
  void make_room();

  /// Ends every connection, now and later.
  void end_all();

 private:
  void make_room_locked();
  void add_stalled(Member& member);

  const WireLimits limits_;
  std::mutex mutex_;
  std::condition_variable member_left_;
  std::list<Member*> open_;     ///< the oldest first
  std::list<Member*> stalled_;  ///< the oldest first
  std::atomic<bool> place_wanted_ = false;
  bool all_ended_ = false;
};

}  // namespace tines_mock::wire
