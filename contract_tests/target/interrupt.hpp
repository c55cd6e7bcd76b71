#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace tines_mock::contract {

/// Turns SIGINT and SIGTERM into a stop request; a second one ends the process at once.
/// Make it before any thread is started.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  std::stop_token token() const { return source_.get_token(); }

 private:
  sigset_t signals_;
  std::stop_source source_;
  std::thread waiter_;
};

}  // namespace tines_mock::contract
