#include "wire/port_refusal.hpp"

#include <thread>
#include <utility>

namespace tines_mock::wire {

void wait_out(const PortRefusal& refusal, std::stop_token stop) {
  std::stop_source over;
  const std::stop_callback on_stop(std::move(stop), [&over] { over.request_stop(); });
  const std::jthread in_real_time([&over, &refusal] {
    SystemClock().wait_for(refusal.at_most, over.get_token());
    over.request_stop();
  });
  refusal.clock->wait_until(refusal.until, over.get_token());
  over.request_stop();
}

}  // namespace tines_mock::wire
