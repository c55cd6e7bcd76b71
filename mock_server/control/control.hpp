#pragma once

#include "control/operations.hpp"
#include "exchange/hosting.hpp"
#include "support/limits.hpp"
#include "support/stop.hpp"

#include <tines_mock/http.hpp>

#include <stop_token>

namespace tines_mock::control {

/// The control API, /__admin (fixtures/control-openapi.json): what the C++ API does, over HTTP.
/// Thread-safe. No response contains a key, except the export of a world.
class Control {
 public:
  /// `hosting` must outlive it, and so must `demo`, which may be null. `send` takes a request the
  /// way that clients' requests go.
  Control(exchange::Hosting& hosting, Settings settings, Send send, demo::Player* demo = nullptr);

  /// `stop` ends its waits.
  Response answer(const Request& request, std::stop_token stop = {});

 private:
  exchange::Hosting& hosting_;
  const Settings settings_;
  const Send send_;
  demo::Player* const demo_;
  BoundedWaits waits_{limits::waiting_requests};
};

}  // namespace tines_mock::control
