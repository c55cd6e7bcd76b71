#pragma once

#include <chrono>
#include <thread>

namespace tines_mock {

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

}  // namespace tines_mock
