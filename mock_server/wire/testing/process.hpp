#pragma once

#include <chrono>
#include <filesystem>
#include <iterator>

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

}  // namespace tines_mock::wire::testing
