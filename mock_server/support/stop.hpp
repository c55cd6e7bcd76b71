#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <stop_token>
#include <utility>

/// Reasons to stop waiting.
namespace tines_mock {

/// Stop is requested as soon as it is for either of two tokens. Lives as long as its token is used.
class EitherStop {
 public:
  EitherStop(std::stop_token a, std::stop_token b)
      : on_a_(std::move(a), End{either_}), on_b_(std::move(b), End{either_}) {}

  std::stop_token token() const { return either_.get_token(); }

 private:
  struct End {
    std::stop_source source;
    void operator()() { source.request_stop(); }
  };

  std::stop_source either_;
  std::stop_callback<End> on_a_;
  std::stop_callback<End> on_b_;
};

/// Bounds how many threads wait at the same time: one more ends the wait that began first.
/// Thread-safe.
class BoundedWaits {
 public:
  explicit BoundedWaits(std::size_t most) : most_(most) {}

  /// One wait, for as long as the object lives.
  class Place {
   public:
    explicit Place(BoundedWaits& owner) : owner_(owner) {
      const std::scoped_lock lock(owner_.mutex_);
      if (owner_.waits_.size() == owner_.most_) {
        owner_.waits_.front().request_stop();
        owner_.waits_.pop_front();
      }
      owner_.waits_.push_back(stop_);
    }
    ~Place() {
      const std::scoped_lock lock(owner_.mutex_);
      owner_.waits_.remove(stop_);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    /// Ends the wait.
    void end() { stop_.request_stop(); }
    /// Stop is requested when the wait has to end.
    std::stop_token token() const { return stop_.get_token(); }

   private:
    BoundedWaits& owner_;
    std::stop_source stop_;
  };

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::list<std::stop_source> waits_;  // the one that began first is the first
};

}  // namespace tines_mock
