#include "contract_tests/target/interrupt.hpp"

#include <string_view>

#include <unistd.h>

namespace tines_mock::contract {

namespace {

constexpr int to_end_the_waiter = SIGUSR2;

void say(std::string_view text) {
  const auto line = "tines-contract: " + std::string(text) + "\n";
  // A standard error that is closed is no reason to go on.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, to_end_the_waiter}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] { wait_for_signals(); });
}

Interrupt::~Interrupt() {
  pthread_kill(waiter_.native_handle(), to_end_the_waiter);
  waiter_.join();
}

void Interrupt::advise_at_the_second(std::string advice) {
  const std::scoped_lock lock(mutex_);
  advice_ = std::move(advice);
}

void Interrupt::wait_for_signals() {
  for (int signal = 0; sigwait(&signals_, &signal) == 0 && signal != to_end_the_waiter;) {
    exit_status_ = 128 + signal;
    if (source_.request_stop()) {
      say("stopping after the request in flight; what was created is then removed (a second signal "
          "ends at once)");
      continue;
    }
    const std::scoped_lock lock(mutex_);
    say(advice_.empty() ? "ended at once" : "ended at once: " + advice_);
    _exit(exit_status_);
  }
}

}  // namespace tines_mock::contract
