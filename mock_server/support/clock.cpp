#include <tines_mock/clock.hpp>

#include <stdexcept>
#include <string>
#include <thread>

namespace tines_mock {

SystemClock::SystemClock()
    : started_at_(std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now())),
      started_(std::chrono::steady_clock::now()) {}

Time SystemClock::now() const {
  const auto passed = std::chrono::steady_clock::now() - started_;
  return started_at_ + std::chrono::duration_cast<Milliseconds>(passed);
}

bool SystemClock::wait_until(Time deadline, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  never_.wait_until(lock, stop, started_ + (deadline - started_at_), [] { return false; });
  return !stop.stop_requested();
}

VirtualClock::VirtualClock(Time start, std::function<void()> on_change)
    : on_change_(std::move(on_change)), now_(start) {}

Time VirtualClock::now() const {
  const std::scoped_lock lock(mutex_);
  return now_;
}

bool VirtualClock::wait_until(Time deadline, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  if (deadline <= now_) return !stop.stop_requested();
  bool released = false;
  const auto waiter = waiters_.emplace(deadline, &released);
  notify();
  changed_.wait(lock, stop, [&] { return released; });
  if (!released) {
    waiters_.erase(waiter);
    notify();
  }
  return released;
}

void VirtualClock::advance(Milliseconds duration) {
  if (duration.count() < 0)
    throw std::logic_error("VirtualClock::advance takes a duration of 0 ms or more, not " +
                           std::to_string(duration.count()) + ": time does not go back");
  const std::scoped_lock lock(mutex_);
  move_to(now_ + duration);
}

void VirtualClock::advance_while(const std::function<void()>& work) {
  const std::jthread advancing([this](std::stop_token stop) {
    while (move_to_next_deadline(stop)) {
    }
  });
  work();
}

bool VirtualClock::move_to_next_deadline(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [&] { return !waiters_.empty(); });
  if (stop.stop_requested()) return false;
  move_to(waiters_.begin()->first);
  return true;
}

void VirtualClock::move_to(Time time) {
  now_ = time;
  while (!waiters_.empty() && waiters_.begin()->first <= now_) {
    *waiters_.begin()->second = true;
    waiters_.erase(waiters_.begin());
  }
  notify();
}

void VirtualClock::notify() {
  changed_.notify_all();
  if (on_change_) on_change_();
}

std::optional<Time> VirtualClock::next_deadline() const {
  const std::scoped_lock lock(mutex_);
  return waiters_.empty() ? std::nullopt : std::optional(waiters_.begin()->first);
}

std::size_t VirtualClock::waiting() const {
  const std::scoped_lock lock(mutex_);
  return waiters_.size();
}

bool VirtualClock::wait_for_waiters(std::size_t count, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  return changed_.wait(lock, stop, [&] { return waiters_.size() >= count; });
}

}  // namespace tines_mock
