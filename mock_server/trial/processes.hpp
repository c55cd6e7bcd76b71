#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string_view>

#include <sys/types.h>

namespace tines_mock::trial {

/// The child processes of this process (Linux): those that are waited for, and those that it
/// inherits when their parents end before them (PR_SET_CHILD_SUBREAPER). Thread-safe.
class Processes {
 public:
  /// Starts a child that the caller waits for, with `spawn`, which returns its id.
  pid_t start(const std::function<pid_t()>& spawn);
  /// Waits for a child that `start` returned, and returns its status (waitpid).
  int wait_for(pid_t child);

  // Both end also those that the processes start meanwhile. They are bounded: processes that start
  // new ones faster than they end survive.

  /// Ends every process whose environment contains `mark` ("NAME=value").
  void end_marked(std::string_view mark);
  /// Ends every child that was not started here.
  void end_inherited();

 private:
  template <class ShallEnd>
  void end(ShallEnd shall_end);
  bool is_inherited(pid_t pid);

  std::mutex mutex_;
  std::set<pid_t> awaited_;
};

}  // namespace tines_mock::trial
