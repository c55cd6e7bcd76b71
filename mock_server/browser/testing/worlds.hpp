#pragma once

#include "end_to_end/testing/requests.hpp"

#include <tines_mock/mock_server.hpp>

#include <string>

namespace tines_mock::browser {

/// The sample world with the documented sync destination, number 24, in it. Its journal has the
/// create.
inline void create(MockServer& server) {
  server.handle(end_to_end::documented_create());
}

/// A rule that fails every push.
inline FaultRule failing_pushes(std::string message = {}) {
  return {.name = "pushes fail",
          .phase = Phase::push,
          .effect = effects::push_fails(PushFailure::key_refused, std::move(message))};
}

inline WorldOptions virtual_time() {
  WorldOptions options;
  options.virtual_clock = true;
  return options;
}

}  // namespace tines_mock::browser
