#pragma once

#include <atomic>
#include <csignal>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace tines_mock::contract {

/// Turns the first SIGINT or SIGTERM into a stop request. A second one ends the process at once,
/// with the exit status of a process that the signal has ended (130, 143). Both print a line on the
/// standard error. Construct it before any thread is started: threads inherit which signals are
/// blocked.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  std::stop_token token() const { return source_.get_token(); }

  /// 130 or 143 after a signal, 0 before.
  int exit_status() const { return exit_status_; }

  /// One line that a second signal prints: what the user can do then.
  void advise_after_second_signal(std::string advice);

 private:
  void wait_for_signals();

  sigset_t signals_;
  std::stop_source source_;
  std::atomic<int> exit_status_{0};
  std::mutex mutex_;
  std::string advice_;
  std::thread waiter_;
};

}  // namespace tines_mock::contract
