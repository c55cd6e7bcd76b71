#pragma once

#include "exchange/hosting.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"

#include <memory>
#include <string>
#include <string_view>

/// The operations of the control API (fixtures/control-openapi.json). routes.cpp says which method
/// and path each has; the file of its subject (clock.cpp, faults.cpp, …) what it does.
namespace tines_mock::control {

/// One request to the control API.
struct Call {
  exchange::Hosting& hosting;
  const Request& request;
  const Target& target;
  /// The world that the path names, or the default one.
  std::shared_ptr<exchange::HostedWorld> world;
  PathParameters parameters;
};

using Operation = Response (*)(const Call&);

struct Route {
  std::string_view method;
  std::string_view pattern;  ///< below /__admin
  Operation operation;
};

/// The routes that concern the server as a whole.
const RouteTable<Route>& server_routes();
/// The routes that concern one world: below /__admin for the default world, and below
/// /__admin/worlds/{world} for any.
const RouteTable<Route>& world_routes();

// The server: server.cpp and openapi.cpp.

Response show_health(const Call& call);
Response show_version(const Call& call);
/// Every effect with its attributes.
Response list_effects(const Call& call);
/// The description of the control API, and of a tenant's API.
Response show_openapi(const Call& call);
Response show_tenant_openapi(const Call& call);
/// The text that show_openapi sends: fixtures/control-openapi.json, with the schemas to which it
/// refers among its components.
std::string control_openapi();

// Worlds: worlds.cpp.

Response list_worlds(const Call& call);
/// `{"name", one of "world", "file", "copy_of", "options"}`
Response create_world(const Call& call);
Response show_world(const Call& call);
Response drop_world(const Call& call);
/// The present state, without keys.
Response show_state(const Call& call);
/// The present state as a world file, with keys, so that it can be imported.
Response export_world(const Call& call);
Response import_world(const Call& call);
Response reset_world(const Call& call);

// Fault rules: faults.cpp.

/// Every rule with its state and its counters.
Response list_faults(const Call& call);
/// One rule, or `{"rules": […]}` as in a fault file: all of them or none.
Response add_faults(const Call& call);
Response clear_faults(const Call& call);
Response remove_fault(const Call& call);
/// Whether every rule has been applied.
Response verify_faults(const Call& call);

// Scenarios, which are built-in fault files: scenarios.cpp.

/// Every scenario, and whether it is on: whether all of its rules are in the world.
Response list_scenarios(const Call& call);
/// Adds the scenario's rules, unless it is on.
Response switch_scenario_on(const Call& call);
/// Removes those of its rules that are in the world.
Response switch_scenario_off(const Call& call);

// The journal: requests.cpp.

/// `?after=NUMBER&limit=…&tenant=…&operation=…&method=…&path=…`, oldest first.
Response list_requests(const Call& call);
Response show_request(const Call& call);
Response clear_requests(const Call& call);
/// `{"when": {…}}`. Where requests were evicted, `count` is null; it is from `at_least` to
/// `at_most`.
Response count_requests(const Call& call);
/// `{"when": {…}, "exactly" or "at_least" and "at_most": n}`, or `{"in_order": [{…}, …]}`. `holds`
/// is null when it depends on requests that were evicted.
Response verify_requests(const Call& call);
/// `{"when": {…}}`: the requests that almost fit, and how each differs.
Response list_near_misses(const Call& call);

// The clock: clock.cpp.

Response show_clock(const Call& call);
/// `{"by_ms": 5000}`
Response advance_clock(const Call& call);

}  // namespace tines_mock::control
