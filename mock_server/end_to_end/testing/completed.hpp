#pragma once

#include <tines_mock/journal.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace tines_mock::end_to_end {

/// The requests that are over, as the server's listener hears of them: a client has an answer a
/// moment before the journal knows how it left.
class Completed {
 public:
  /// For ServerOptions::on_request; `this` must outlive the server.
  std::function<void(const JournalEntry&)> listener() {
    return [this](const JournalEntry& entry) {
      const std::scoped_lock lock(mutex_);
      entries_.push_back(entry);
      changed_.notify_all();
    };
  }

  /// The first `count`, when they are there.
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
