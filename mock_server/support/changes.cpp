#include "support/changes.hpp"

namespace tines_mock {

// Either the waiting thread sees the new number, or this one sees that it waits: both write before
// they read, in one order for all threads (memory_order_seq_cst).
void Changes::note(Part part) {
  ++number_of(part);
  if (waiting_ == 0) return;
  const std::scoped_lock lock(mutex_);
  changed_.notify_all();
}

Changes::Numbers Changes::numbers() const {
  return {read(Part::state), read(Part::journal), read(Part::faults), read(Part::clock)};
}

void Changes::wait(std::uint64_t seen, std::chrono::steady_clock::time_point deadline,
                   std::stop_token stop) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.wait_until(lock, stop, deadline, [&] { return total() != seen; });
  --waiting_;
}

}  // namespace tines_mock
