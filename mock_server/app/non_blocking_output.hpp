#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace tines_mock::app {

/// Output to a reader that may be slow or may never read, for example of a pipe. Lines are queued,
/// up to limits::queued_output_bytes, and a thread writes them. Lines that do not fit are dropped,
/// and a notice is written in their place. Thread-safe; only `finish` waits.
class NonBlockingOutput {
 public:
  /// Writes a line; may block for ever. False: it could not be written, and counts as dropped.
  using Writer = std::function<bool(const std::string& line)>;
  /// Makes the line that says how many lines were dropped.
  using Notice = std::function<std::string(std::size_t dropped)>;

  NonBlockingOutput(Writer writer, Notice notice);
  /// Does not wait: the thread continues to write the queued lines as long as the process runs.
  ~NonBlockingOutput();
  NonBlockingOutput(const NonBlockingOutput&) = delete;
  NonBlockingOutput& operator=(const NonBlockingOutput&) = delete;

  /// Queues a line. One that is longer than the whole queue is accepted when the queue is empty.
  void write(std::string line);

  /// Waits until every queued line is written, but not longer than until `until`.
  void finish(std::chrono::steady_clock::time_point until);

 private:
  class Queue;
  std::shared_ptr<Queue> queue_;
};

}  // namespace tines_mock::app
