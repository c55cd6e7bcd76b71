#include "contract_tests/report/progress.hpp"

#include "testing/catch2.hpp"

#include <vector>

using namespace tines_mock::contract;
using namespace std::chrono_literals;

namespace {

Progress halfway() {
  return {
      .promise = "create.many-stories", .number = 51, .of = 101, .requests = 1812, .elapsed = 60s};
}

/// A terminal that keeps what is written, and whose time goes on as it is told.
struct PaperTerminal {
  std::vector<std::string> written = {};
  std::size_t width = 80;
  std::chrono::steady_clock::time_point now = {};

  ProgressLine::Terminal face() {
    return {[this](std::string_view text) { written.emplace_back(text); }, [this] { return width; },
            [this] { return now; }};
  }
};

Promise promise_called(const std::string& id) {
  Promise promise;
  promise.id = id;
  return promise;
}

}  // namespace

TEST_CASE("the line shows the promise, its number of all, the requests and the time left") {
  CHECK(progress_line(halfway(), 100) ==
        " 51 of 101  1812 requests, about 2 min left  create.many-stories");
}

TEST_CASE("the time left is shown once it can be estimated, in a fitting unit") {
  const auto left = [](std::size_t number, std::chrono::milliseconds elapsed) {
    auto progress = halfway();
    progress.number = number;
    progress.elapsed = elapsed;
    return progress_line(progress, 100);
  };
  CHECK(left(1, 60s).find("left") == std::string::npos);
  CHECK(left(51, 1999ms).find("left") == std::string::npos);
  CHECK(left(51, 2s).find("about 3 s left") != std::string::npos);
  CHECK(left(51, 58s).find("about 60 s left") == std::string::npos);
  CHECK(left(101, 10s).find("about 1 s left") != std::string::npos);
  CHECK(left(2, 2min).find("about 3 h 20 min left") != std::string::npos);
}

TEST_CASE("the line is never wider than the limit") {
  for (std::size_t width = 0; width < 90; ++width) {
    CHECK(progress_line(halfway(), width).size() <= width);
  }
}

TEST_CASE("the line is redrawn in place, at most ten times a second, and cleared at the end") {
  PaperTerminal terminal;
  {
    ProgressLine line(terminal.face());
    line.begins(promise_called("a.b"), 1, 9);
    REQUIRE(terminal.written.size() == 1);
    CHECK(terminal.written[0] == "\r\x1b[K1 of 9  0 requests  a.b");
    for (int i = 0; i < 50; ++i) line.answered();
    line.begins(promise_called("a.c"), 2, 9);
    CHECK(terminal.written.size() == 1);
    terminal.now += 99ms;
    line.answered();
    CHECK(terminal.written.size() == 1);
    terminal.now += 1ms;
    line.answered();
    REQUIRE(terminal.written.size() == 2);
    CHECK(terminal.written[1] == "\r\x1b[K2 of 9  52 requests  a.c");
  }
  REQUIRE(terminal.written.size() == 3);
  CHECK(terminal.written[2] == "\r\x1b[K");
}

TEST_CASE("the last column of a terminal stays free, and a line has at most 100 columns") {
  for (const auto& [width, drawn] : {std::pair<std::size_t, std::size_t>{30, 29}, {250, 100}}) {
    PaperTerminal terminal;
    terminal.width = width;
    ProgressLine line(terminal.face());
    line.begins(promise_called(std::string(300, 'x')), 1, 9);
    REQUIRE(terminal.written.size() == 1);
    CHECK(terminal.written[0].size() == std::string("\r\x1b[K").size() + drawn);
  }
}

TEST_CASE("while nothing may be drawn, nothing is drawn, and nothing is cleared") {
  PaperTerminal terminal;
  terminal.width = 0;
  { ProgressLine(terminal.face()).begins(promise_called("a.b"), 1, 9); }
  CHECK(terminal.written.empty());
}
