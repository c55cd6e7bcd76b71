#include "contract_tests/report/progress.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <sys/ioctl.h>
#include <unistd.h>

namespace tines_mock::contract {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds between_draws{100};
constexpr std::size_t widest_line = 100;
constexpr milliseconds time_to_know_the_pace{2'000};  // earlier, an estimate would be far off
constexpr const char* clear_line = "\r\x1b[K";

std::string round_up(milliseconds left) {
  const auto seconds = (left.count() + 999) / 1000;
  if (seconds < 60) return std::to_string(seconds) + " s";
  const auto minutes = (seconds + 59) / 60;
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

/// Assumes that each promise to come takes as long as the average of those before.
std::string estimate_time_left(const Progress& progress) {
  const auto done = progress.number - 1;
  if (progress.number < 2 || progress.elapsed < time_to_know_the_pace) return "";
  const auto share = static_cast<double>(progress.of - done) / static_cast<double>(done);
  const auto left = static_cast<double>(progress.elapsed.count()) * share;
  return ", about " + round_up(milliseconds(static_cast<std::int64_t>(left))) + " left";
}

std::size_t width_of_terminal() {
  // A process in the background must not write over what others print.
  const auto foreground = ::tcgetpgrp(STDERR_FILENO);
  if (foreground > 0 && foreground != ::getpgrp()) return 0;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

void write_to_terminal(std::string_view text) {
  // After an error the next line, a moment later, is as good.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

bool can_redraw_a_line() {
  if (::isatty(STDERR_FILENO) == 0) return false;
  const char* const term = std::getenv("TERM");
  return term != nullptr && *term != '\0' && std::string_view(term) != "dumb";
}

}  // namespace

std::string progress_line(const Progress& progress, std::size_t width) {
  const auto of = std::to_string(progress.of);
  auto number = std::to_string(progress.number);
  number.insert(0, of.size() - std::min(of.size(), number.size()), ' ');
  auto line = number + " of " + of + "  " + std::to_string(progress.requests) + " requests" +
              estimate_time_left(progress) + "  " + progress.promise;
  if (line.size() > width) line.resize(width);
  return line;
}

ProgressLine::ProgressLine(Terminal terminal)
    : terminal_(std::move(terminal)), started_(terminal_.now()), drawn_(started_ - between_draws) {}

ProgressLine::~ProgressLine() {
  if (visible_) terminal_.write(clear_line);
}

void ProgressLine::begins(const Promise& promise, std::size_t number, std::size_t of) {
  progress_.promise = promise.id;
  progress_.number = number;
  progress_.of = of;
  draw();
}

void ProgressLine::answered() {
  ++progress_.requests;
  draw();
}

void ProgressLine::draw() {
  const auto now = terminal_.now();
  if (now - drawn_ < between_draws) return;
  drawn_ = now;
  // Some terminals begin a new line when the last column is filled.
  const auto width = std::min(terminal_.width(), widest_line + 1);
  if (width < 2) return;
  progress_.elapsed = std::chrono::duration_cast<milliseconds>(now - started_);
  terminal_.write(clear_line + progress_line(progress_, width - 1));
  visible_ = true;
}

std::unique_ptr<RunObserver> progress_on_terminal() {
  if (!can_redraw_a_line()) return nullptr;
  return std::make_unique<ProgressLine>(
      ProgressLine::Terminal{write_to_terminal, width_of_terminal, &steady_clock::now});
}

}  // namespace tines_mock::contract
