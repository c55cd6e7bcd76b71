#include "wire/thread.hpp"

#include <csignal>
#include <memory>
#include <system_error>
#include <utility>

namespace tines_mock::wire {
namespace {

using Run = std::function<void()>;

void* run_and_forget(void* argument) {
  const std::unique_ptr<Run> run(static_cast<Run*>(argument));
  (*run)();
  return nullptr;
}

}  // namespace

Thread::Thread(std::size_t stack_bytes, std::function<void()> run) {
  auto owned = std::make_unique<Run>(std::move(run));
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  // The threads of a server take no signal: those are for the threads of the program around it.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const int error = pthread_create(&thread_, &attributes, run_and_forget, owned.get());
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot start a thread");
  owned.release();
}

Thread::~Thread() {
  pthread_join(thread_, nullptr);
}

}  // namespace tines_mock::wire
