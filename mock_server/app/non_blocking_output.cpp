#include "app/non_blocking_output.hpp"

#include "support/limits.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace tines_mock::app {

/// Shared with the thread that writes, which may outlive the NonBlockingOutput: a write can block
/// for ever.
class NonBlockingOutput::Queue {
 public:
  Queue(Writer writer, Notice notice) : writer_(std::move(writer)), notice_(std::move(notice)) {}

  void push(std::string line) {
    const std::lock_guard lock(mutex_);
    if (!lines_.empty() && bytes_ + line.size() > limits::queued_output_bytes) {
      ++dropped_;
      return;
    }
    bytes_ += line.size();
    lines_.push_back({std::exchange(dropped_, 0), std::move(line)});
    changed_.notify_all();
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  void wait_until_idle(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, until, [this] { return idle_ && !has_more(); });
  }

  void write_all() {
    std::size_t lost = 0;
    while (auto next = take()) {
      lost += next->dropped_before;
      const bool notified = lost == 0 || writer_(notice_(lost));
      if (notified) lost = 0;
      if (next->text && !(notified && writer_(*next->text))) ++lost;
    }
  }

 private:
  struct Line {
    std::size_t dropped_before = 0;
    std::optional<std::string> text = {};  // empty: there is only the notice to write
  };

  bool has_more() const { return !lines_.empty() || dropped_ > 0; }

  std::optional<Line> take() {
    std::unique_lock lock(mutex_);
    idle_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return closed_ || has_more(); });
    if (!has_more()) return std::nullopt;
    idle_ = false;
    if (lines_.empty()) return Line{std::exchange(dropped_, 0)};
    Line line = std::move(lines_.front());
    lines_.pop_front();
    bytes_ -= line.text->size();
    return line;
  }

  const Writer writer_;
  const Notice notice_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Line> lines_;
  std::size_t bytes_ = 0;    // of lines_
  std::size_t dropped_ = 0;  // after the last of lines_
  bool idle_ = true;
  bool closed_ = false;
};

NonBlockingOutput::NonBlockingOutput(Writer writer, Notice notice)
    : queue_(std::make_shared<Queue>(std::move(writer), std::move(notice))) {
  std::thread([queue = queue_] { queue->write_all(); }).detach();
}

NonBlockingOutput::~NonBlockingOutput() {
  queue_->close();
}

void NonBlockingOutput::write(std::string line) {
  if (!line.empty()) queue_->push(std::move(line));
}

void NonBlockingOutput::finish(std::chrono::steady_clock::time_point until) {
  queue_->wait_until_idle(until);
}

}  // namespace tines_mock::app
