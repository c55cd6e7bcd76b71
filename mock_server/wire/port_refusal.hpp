#pragma once

#include <tines_mock/clock.hpp>

#include <memory>

namespace tines_mock::wire {

/// The port refuses connections until then. Whoever asked for it ends it.
struct PortRefusal {
  std::shared_ptr<Clock> clock;
  Time until{};
};

}  // namespace tines_mock::wire
