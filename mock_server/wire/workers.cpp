#include "wire/workers.hpp"

#include <csignal>
#include <system_error>
#include <utility>

#include <pthread.h>

namespace tines_mock::wire {

/// Joined by its destructor. std::thread cannot set the size of the stack, and the default differs
/// from machine to machine.
class Workers::Thread {
 public:
  /// Throws std::system_error when the system cannot start a thread.
  Thread(std::size_t stack_bytes, std::function<void()> run) {
    auto owned = std::make_unique<Run>(std::move(run));
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    // A new thread inherits the blocked signals: the program's signals go to its own threads.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const int error = pthread_create(&thread_, &attributes, run_owned, owned.get());
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_attr_destroy(&attributes);
    if (error != 0)
      throw std::system_error(error, std::generic_category(), "cannot start a thread");
    owned.release();
  }
  ~Thread() { pthread_join(thread_, nullptr); }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  using Run = std::function<void()>;

  static void* run_owned(void* argument) {
    const std::unique_ptr<Run> run(static_cast<Run*>(argument));
    (*run)();
    return nullptr;
  }

  pthread_t thread_{};
};

Workers::Workers(const WireLimits& limits, Accept accept, Serve serve)
    : limits_(limits), accept_(std::move(accept)), serve_(std::move(serve)) {
  const std::scoped_lock lock(mutex_);
  start_thread();
}

Workers::~Workers() {
  Threads threads;
  std::unique_ptr<Thread> last_ended;
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    threads.swap(threads_);
    last_ended.swap(last_ended_);
  }
}

void Workers::run(Threads::iterator self) {
  while (auto accepted = accept_()) {
    leave_acceptors();
    serve_(std::move(*accepted));
    if (!rejoin_acceptors()) break;
  }
  end_thread(self);
}

// REQUIRES: mutex_ is locked. The new thread may end at once, and then needs its place in the list
// to be filled.
void Workers::start_thread() {
  const auto self = threads_.emplace(threads_.end());
  try {
    *self = std::make_unique<Thread>(limits_.thread_stack_bytes, [this, self] { run(self); });
  } catch (...) {
    threads_.erase(self);
    throw;
  }
  ++accepting_;
}

void Workers::leave_acceptors() {
  const std::scoped_lock lock(mutex_);
  if (--accepting_ > 0 || stopping_ || threads_.size() > limits_.connections) return;
  try {
    start_thread();
  } catch (const std::system_error&) {
    // New connections wait in the backlog until one of the running threads accepts again.
  }
}

bool Workers::rejoin_acceptors() {
  const std::scoped_lock lock(mutex_);
  if (accepting_ >= limits_.accepting_threads) return false;
  ++accepting_;
  return true;
}

// A thread cannot join itself: the next one that ends does it, or the destructor of Workers.
void Workers::end_thread(Threads::iterator self) {
  std::unique_ptr<Thread> ended_before;
  const std::scoped_lock lock(mutex_);
  if (stopping_) return;
  ended_before = std::exchange(last_ended_, std::move(*self));
  threads_.erase(self);
}

}  // namespace tines_mock::wire
