#pragma once

#include "exchange/hosting.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"

#include <memory>
#include <string_view>

namespace tines_mock::control {

/// One request to the control API.
struct Call {
  exchange::Hosting& hosting;
  const Request& request;
  const Target& target;
  /// The world that the path names, the default one when it names none.
  std::shared_ptr<exchange::HostedWorld> world;
  PathParameters parameters;
};

using Operation = Response (*)(const Call&);

/// One operation, as fixtures/control-openapi.json lists it.
struct Route {
  std::string_view method;
  std::string_view pattern;  ///< below /__admin
  Operation operation;
};

/// What concerns the server as a whole.
const RouteTable<Route>& server_routes();
/// What concerns a world: below /__admin for the default one, below /__admin/worlds/{world} for
/// any.
const RouteTable<Route>& world_routes();

}  // namespace tines_mock::control
