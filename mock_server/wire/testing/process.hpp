#pragma once

#include <chrono>
#include <filesystem>
#include <iterator>
#include <thread>

#include <sys/resource.h>

/// The resources of the test's process.
namespace tines_mock::wire::testing {

inline auto count_entries(const char* folder) {
  return std::distance(std::filesystem::directory_iterator(folder),
                       std::filesystem::directory_iterator());
}

inline auto count_threads() {
  return count_entries("/proc/self/task");
}
inline auto count_descriptors() {
  return count_entries("/proc/self/fd");
}

inline std::chrono::microseconds processor_time() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto time = [](const timeval& value) {
    return std::chrono::seconds(value.tv_sec) + std::chrono::microseconds(value.tv_usec);
  };
  return time(used.ru_utime) + time(used.ru_stime);
}

/// Waits until the condition holds. False: it did not within 20 s, which only a hang reaches.
template <class Condition>
bool eventually(Condition holds) {
  const auto bound = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > bound) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace tines_mock::wire::testing
