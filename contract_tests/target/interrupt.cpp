#include "contract_tests/target/interrupt.hpp"

#include <string_view>

#include <unistd.h>

namespace tines_mock::contract {

namespace {

/// Sent by the destructor to the waiting thread.
constexpr int end_of_waiting = SIGUSR2;

void print_error(std::string_view text) {
  const auto line = "tines-contract: " + std::string(text) + "\n";
  // When the standard error is closed, the line is lost, and the run ends all the same.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, end_of_waiting}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] { wait_for_signals(); });
}

Interrupt::~Interrupt() {
  pthread_kill(waiter_.native_handle(), end_of_waiting);
  waiter_.join();
}

void Interrupt::advise_after_second_signal(std::string advice) {
  const std::scoped_lock lock(mutex_);
  advice_ = std::move(advice);
}

void Interrupt::wait_for_signals() {
  for (int signal = 0; sigwait(&signals_, &signal) == 0 && signal != end_of_waiting;) {
    exit_status_ = 128 + signal;
    if (source_.request_stop()) {
      print_error(
          "stopping after the request in flight; what was created is then removed (a second signal "
          "ends at once)");
      continue;
    }
    const std::scoped_lock lock(mutex_);
    print_error(advice_.empty() ? "ended at once" : "ended at once: " + advice_);
    _exit(exit_status_);
  }
}

}  // namespace tines_mock::contract
