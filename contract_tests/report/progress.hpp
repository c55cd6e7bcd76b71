#pragma once

#include "contract_tests/properties/run.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

/// A line on a terminal that shows how far a run is.
namespace tines_mock::contract {

struct Progress {
  std::string promise;     ///< the id of the promise that is being checked
  std::size_t number = 0;  ///< of the promise, from 1
  std::size_t of = 0;      ///< how many promises the run checks
  std::int64_t requests = 0;
  std::chrono::milliseconds elapsed{0};
};

/// At most `width` columns, all ASCII.
std::string progress_line(const Progress& progress, std::size_t width);

/// Redraws the line in place while the run goes on, and clears it at the end.
class ProgressLine final : public RunObserver {
 public:
  struct Terminal {
    std::function<void(std::string_view)> write;
    std::function<std::size_t()> width;  ///< in columns; 0: nothing may be drawn now
    std::function<std::chrono::steady_clock::time_point()> now;
  };
  explicit ProgressLine(Terminal terminal);
  ~ProgressLine() override;

  void begins(const Promise& promise, std::size_t number, std::size_t of) override;
  void answered() override;

 private:
  void draw();

  Terminal terminal_;
  Progress progress_;
  std::chrono::steady_clock::time_point started_, drawn_;
  bool visible_ = false;
};

/// The line on the standard error stream; null when that is no terminal that can redraw a line.
std::unique_ptr<RunObserver> progress_on_terminal();

}  // namespace tines_mock::contract
