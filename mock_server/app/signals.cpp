#include "app/signals.hpp"

namespace tines_mock::app {

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void StopSignals::wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
}

}  // namespace tines_mock::app
