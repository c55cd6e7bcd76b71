#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace tines_mock::app {

/// Lines for a reader who perhaps never reads, as of a pipe. They are queued, up to
/// limits::queued_output_bytes, and a thread hands one after the other to the sink. What does not
/// fit is dropped, and counted: a notice stands in its place. Thread-safe; only `finish` waits.
class Output {
 public:
  /// May block for ever. False: the line could not be written, it is counted as dropped.
  using Sink = std::function<bool(const std::string& line)>;
  /// The line that says that so many were dropped.
  using Notice = std::function<std::string(std::size_t dropped)>;

  Output(Sink sink, Notice notice);
  /// Does not wait: the thread goes on with what is queued as long as the process runs.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// A line that is longer than the queue is taken when the queue is empty.
  void write(std::string line);

  /// Waits until the sink has taken all of it, at most until then.
  void finish(std::chrono::steady_clock::time_point until);

 private:
  class Queue;
  std::shared_ptr<Queue> queue_;
};

}  // namespace tines_mock::app
