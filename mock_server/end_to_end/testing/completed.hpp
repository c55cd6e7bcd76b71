#pragma once

#include <tines_mock/journal.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace tines_mock::end_to_end {

/// The entries of the requests that have ended. A test that asserts on an entry waits here, because
/// a client can have the whole response before its entry is complete.
class Completed {
 public:
  /// For ServerOptions::on_request; `this` must outlive the server.
  std::function<void(const JournalEntry&)> observer() {
    return [this](const JournalEntry& entry) {
      const std::scoped_lock lock(mutex_);
      entries_.push_back(entry);
      changed_.notify_all();
    };
  }

  /// Waits for at least `count` entries and returns all.
  std::vector<JournalEntry> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return entries_.size() >= count; });
    return entries_;
  }

  std::size_t count() const {
    const std::scoped_lock lock(mutex_);
    return entries_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<JournalEntry> entries_;
};

}  // namespace tines_mock::end_to_end
