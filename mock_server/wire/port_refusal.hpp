#pragma once

#include <tines_mock/clock.hpp>

#include <memory>

namespace tines_mock::wire {

/// The port refuses connections until then. Whoever asked for it ends it.
struct PortRefusal {
  std::shared_ptr<Clock> clock;
  Time until{};
  Milliseconds at_most{0};  ///< of real time
};

/// Returns when the refusal is over or stop is requested. It never lasts longer than `at_most`: as
/// long as nobody can connect, nobody can ask for a virtual clock to be moved on.
void wait_out(const PortRefusal& refusal, std::stop_token stop);

}  // namespace tines_mock::wire
