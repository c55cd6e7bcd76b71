#include "wire/workers.hpp"

#include <system_error>
#include <utility>

namespace tines_mock::wire {

Workers::Workers(const WireLimits& limits, Accept accept, Serve serve)
    : limits_(limits), accept_(std::move(accept)), serve_(std::move(serve)) {
  const std::scoped_lock lock(mutex_);
  start_one();
}

Workers::~Workers() {
  Threads threads;
  std::unique_ptr<Thread> left_last;
  {
    const std::scoped_lock lock(mutex_);
    over_ = true;
    threads.swap(threads_);
    left_last.swap(left_last_);
  }
}

void Workers::work(Threads::iterator self) {
  while (auto accepted = accept_()) {
    stop_waiting();
    serve_(std::move(*accepted));
    if (!wait_again()) break;
  }
  leave(self);
}

// The thread that starts must find its place in the list filled, therefore under the lock.
void Workers::start_one() {
  const auto self = threads_.emplace(threads_.end());
  try {
    *self = std::make_unique<Thread>(limits_.thread_stack_bytes, [this, self] { work(self); });
  } catch (...) {
    threads_.erase(self);
    throw;
  }
  ++waiting_;
}

void Workers::stop_waiting() {
  const std::scoped_lock lock(mutex_);
  if (--waiting_ > 0 || over_ || threads_.size() > limits_.connections) return;
  try {
    start_one();
  } catch (const std::system_error&) {
    // New connections wait in the backlog until one of our threads is free again.
  }
}

bool Workers::wait_again() {
  const std::scoped_lock lock(mutex_);
  if (waiting_ >= limits_.accepting_threads) return false;
  ++waiting_;
  return true;
}

// A thread cannot join itself: the next that leaves does it, or the destructor.
void Workers::leave(Threads::iterator self) {
  std::unique_ptr<Thread> left_before;
  const std::scoped_lock lock(mutex_);
  if (over_) return;
  left_before = std::exchange(left_last_, std::move(*self));
  threads_.erase(self);
}

}  // namespace tines_mock::wire
