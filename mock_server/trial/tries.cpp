#include "trial/tries.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace tines_mock::trial {
namespace {

/// The faults that are still to be tried, and the runs that wait until those before them are over.
class Queue {
 public:
  Queue(const std::vector<TriedFault>& faults,
        const std::function<TrialRun(const TriedFault&)>& run,
        const std::function<void(TrialRun)>& done, std::stop_token stop)
      : faults_(faults), run_(run), done_(done), stop_(std::move(stop)) {}

  void work() {
    while (const auto index = take()) {
      try {
        add(*index, run_(faults_[*index]));
      } catch (...) {
        fail(std::current_exception());
      }
    }
  }

  /// For when no thread works any more: after a stop there are runs behind one that was cut off.
  void end() {
    if (error_) std::rethrow_exception(error_);
    for (auto& [index, run] : waiting_) done_(std::move(run));
  }

 private:
  std::optional<std::size_t> take() {
    const std::scoped_lock lock(mutex_);
    if (stop_.stop_requested() || error_ || next_ == faults_.size()) return std::nullopt;
    return next_++;
  }

  void add(std::size_t index, TrialRun run) {
    const std::scoped_lock lock(mutex_);
    if (stop_.stop_requested()) return;
    waiting_.emplace(index, std::move(run));
    while (!waiting_.empty() && waiting_.begin()->first == reported_) {
      done_(std::move(waiting_.begin()->second));
      waiting_.erase(waiting_.begin());
      ++reported_;
    }
  }

  void fail(std::exception_ptr error) {
    const std::scoped_lock lock(mutex_);
    if (!error_) error_ = std::move(error);
  }

  const std::vector<TriedFault>& faults_;
  const std::function<TrialRun(const TriedFault&)>& run_;
  const std::function<void(TrialRun)>& done_;
  const std::stop_token stop_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::size_t reported_ = 0;
  std::map<std::size_t, TrialRun> waiting_;
  std::exception_ptr error_;
};

}  // namespace

void run_all(const std::vector<TriedFault>& faults, std::size_t jobs,
             const std::function<TrialRun(const TriedFault&)>& run,
             const std::function<void(TrialRun)>& done, std::stop_token stop) {
  Queue queue(faults, run, done, std::move(stop));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(jobs, faults.size()); ++i)
      threads.emplace_back([&queue] { queue.work(); });
  }
  queue.end();
}

}  // namespace tines_mock::trial
