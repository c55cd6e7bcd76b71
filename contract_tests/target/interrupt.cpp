#include "contract_tests/target/interrupt.hpp"

#include <unistd.h>

namespace tines_mock::contract {

namespace {

constexpr int to_end_the_waiter = SIGUSR2;
constexpr int status_of_an_interrupted_run = 2;

}  // namespace

Interrupt::Interrupt() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, to_end_the_waiter}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] {
    for (int signal = 0; sigwait(&signals_, &signal) == 0 && signal != to_end_the_waiter;) {
      if (!source_.request_stop()) _exit(status_of_an_interrupted_run);
    }
  });
}

Interrupt::~Interrupt() {
  pthread_kill(waiter_.native_handle(), to_end_the_waiter);
  waiter_.join();
}

}  // namespace tines_mock::contract
