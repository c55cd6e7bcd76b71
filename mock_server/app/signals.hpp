#pragma once

#include <csignal>

namespace tines_mock::app {

/// SIGINT and SIGTERM as something to wait for instead of something that interrupts; SIGPIPE is
/// ignored, as a reader who leaves ends no server. Made before any other thread, which then leaves
/// them alone as well.
class StopSignals {
 public:
  StopSignals();
  /// Blocks until one of them comes.
  void wait() const;

 private:
  sigset_t signals_;
};

}  // namespace tines_mock::app
