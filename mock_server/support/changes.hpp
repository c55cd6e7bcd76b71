#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace tines_mock {

/// Counts the changes of a world, so that others can wait for the next one. It waits in real time,
/// whatever clock the world has. Thread-safe. `note` costs one atomic addition while no thread
/// waits.
class Changes {
 public:
  enum class Part { state, journal, faults, clock };

  /// How many changes each part has had.
  struct Numbers {
    std::uint64_t state = 0;
    std::uint64_t journal = 0;
    std::uint64_t faults = 0;
    std::uint64_t clock = 0;

    /// Of all parts together: it differs whenever anything has changed.
    std::uint64_t total() const { return state + journal + faults + clock; }
  };

  /// Called after the change, so that a thread which it wakes sees the change.
  void note(Part part);

  Numbers numbers() const;
  std::uint64_t total() const { return numbers().total(); }

  /// Blocks until the total differs from `seen`, or `deadline` has passed, or `stop` is requested.
  void wait(std::uint64_t seen, std::chrono::steady_clock::time_point deadline,
            std::stop_token stop);

 private:
  std::atomic<std::uint64_t>& number_of(Part part) {
    return numbers_[static_cast<std::size_t>(part)];
  }
  std::uint64_t read(Part part) const { return numbers_[static_cast<std::size_t>(part)].load(); }

  std::array<std::atomic<std::uint64_t>, 4> numbers_ = {};
  std::atomic<int> waiting_ = 0;
  std::mutex mutex_;
  std::condition_variable_any changed_;
};

}  // namespace tines_mock
