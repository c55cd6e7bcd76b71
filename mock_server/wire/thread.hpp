#pragma once

#include <cstddef>
#include <functional>

#include <pthread.h>

namespace tines_mock::wire {

/// A thread whose stack has a size of our choice: std::thread cannot say it, and the default
/// differs from machine to machine. Joined by its destructor.
class Thread {
 public:
  /// Throws std::system_error when the system has no thread left.
  Thread(std::size_t stack_bytes, std::function<void()> run);
  ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  pthread_t thread_{};
};

}  // namespace tines_mock::wire
