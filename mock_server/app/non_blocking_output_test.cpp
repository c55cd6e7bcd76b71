#include "app/non_blocking_output.hpp"

#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace tines_mock::app {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

// A reader who can be away, and a place that can be full.
class Reader {
 public:
  NonBlockingOutput::Writer writer() {
    return [this](const std::string& line) {
      std::unique_lock lock(mutex_);
      ++waiting_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return reads_; });
      --waiting_;
      if (has_room_) lines_.push_back(line);
      return has_room_;
    };
  }
  void set(bool reads, bool has_room = true) {
    const std::lock_guard lock(mutex_);
    reads_ = reads;
    has_room_ = has_room;
    changed_.notify_all();
  }
  void wait_for_writer() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
  }
  Lines lines() {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool reads_ = true;
  bool has_room_ = true;
  int waiting_ = 0;
  Lines lines_;
};

std::string notice(std::size_t dropped) {
  return std::to_string(dropped) + " dropped";
}

void finish(NonBlockingOutput& output) {
  output.finish(std::chrono::steady_clock::now() + 1min);
}

const std::string half(limits::queued_output_bytes / 2, 'x');

}  // namespace

TEST_CASE("lines are written in order, and empty ones are not written") {
  Reader reader;
  NonBlockingOutput output(reader.writer(), notice);
  for (const auto* line : {"a", "b", "", "c"}) output.write(line);
  finish(output);
  CHECK(reader.lines() == Lines{"a", "b", "c"});
}

TEST_CASE("lines that do not fit into the queue are dropped, and a notice says how many") {
  Reader reader;
  NonBlockingOutput output(reader.writer(), notice);
  reader.set(false);
  output.write("is being written");
  reader.wait_for_writer();
  for (const auto& line : {half, half, std::string("a"), std::string("b")}) output.write(line);
  reader.set(true);
  finish(output);
  CHECK(reader.lines() == Lines{"is being written", half, half, "2 dropped"});
  output.write("c");
  finish(output);
  CHECK(reader.lines().back() == "c");
}

TEST_CASE("the notice is written in place of the dropped lines") {
  Reader reader;
  reader.set(false);
  NonBlockingOutput output(reader.writer(), notice);
  output.write("is being written");
  reader.wait_for_writer();
  for (const auto& line : {half, half + 'x', std::string("fits")}) output.write(line);
  reader.set(true);
  finish(output);
  CHECK(reader.lines() == Lines{"is being written", half, "1 dropped", "fits"});
}

TEST_CASE("one line may be longer than the queue") {
  Reader reader;
  NonBlockingOutput output(reader.writer(), notice);
  output.write(half + half + half);
  finish(output);
  CHECK(reader.lines().size() == 1);
}

TEST_CASE("lines that could not be written are counted until writing is possible again") {
  Reader reader;
  NonBlockingOutput output(reader.writer(), notice);
  reader.set(true, false);
  for (const auto* line : {"a", "b", "c"}) output.write(line);
  finish(output);
  reader.set(true, true);
  output.write("d");
  output.write("e");
  finish(output);
  CHECK(reader.lines() == Lines{"3 dropped", "d", "e"});
}

TEST_CASE("finish does not wait longer than its limit, and queued lines are still written later") {
  Reader reader;
  reader.set(false);
  {
    NonBlockingOutput output(reader.writer(), notice);
    output.write("a");
    output.write("b");
    reader.wait_for_writer();
    output.finish(std::chrono::steady_clock::now());
    CHECK(reader.lines().empty());
    reader.set(true);
    finish(output);
  }
  CHECK(reader.lines() == Lines{"a", "b"});
}

}  // namespace tines_mock::app
