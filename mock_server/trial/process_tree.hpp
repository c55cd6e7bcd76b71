#pragma once

#include "support/descriptor.hpp"

#include <string>
#include <vector>

#include <sys/types.h>

namespace tines_mock::trial {

/// A command and every process that comes from it (Linux). A process that stands between this one
/// and the command inherits those whose parents end before them (PR_SET_CHILD_SUBREAPER), so that
/// none is lost: not one that becomes a daemon, has a session of its own, or another environment.
///
/// The command has no standard input, a process group of its own, and the signals as a shell gives
/// them to a command. Not thread-safe, but any number of threads may each have one.
class ProcessTree {
 public:
  /// Starts the command. Its standard output and standard error are `output`. The first argument is
  /// looked up in PATH. Throws std::system_error when it cannot be started.
  ProcessTree(std::vector<std::string> arguments, std::vector<std::string> environment,
              const Descriptor& output);
  /// Ends what has not ended.
  ~ProcessTree();
  ProcessTree(const ProcessTree&) = delete;
  ProcessTree& operator=(const ProcessTree&) = delete;

  /// Can be read when the command has ended, whatever it has started.
  int ended() const { return messages_.number(); }
  /// Ends the command and everything that comes from it, and returns the command's status, as
  /// waitpid does. Bounded: what starts processes faster than they can be ended survives.
  int end();

 private:
  int next_message() const;

  pid_t supervisor_ = 0;
  Descriptor messages_;  ///< of the supervisor: whether the command began, and how it ended
};

}  // namespace tines_mock::trial
