#include "control/call.hpp"
#include "control/clock.hpp"
#include "control/faults.hpp"
#include "control/requests.hpp"
#include "control/scenarios.hpp"
#include "control/server.hpp"
#include "control/worlds.hpp"

namespace tines_mock::control {

const RouteTable<Route>& server_routes() {
  static const RouteTable<Route> table{
      {"GET", "/health", health},
      {"GET", "/version", version},
      {"GET", "/openapi.json", openapi},
      {"GET", "/tenant_openapi.json", tenant_openapi},
      {"GET", "/effects", effects},
      {"GET", "/worlds", worlds::list},
      {"POST", "/worlds", worlds::create},
      {"GET", "/worlds/{world}", worlds::show},
      {"DELETE", "/worlds/{world}", worlds::drop},
  };
  return table;
}

const RouteTable<Route>& world_routes() {
  static const RouteTable<Route> table{
      {"GET", "/state", worlds::state},
      {"GET", "/export", worlds::export_world},
      {"POST", "/import", worlds::import_world},
      {"POST", "/reset", worlds::reset},
      {"GET", "/faults", faults_of::list},
      {"POST", "/faults", faults_of::add},
      {"DELETE", "/faults", faults_of::clear},
      {"DELETE", "/faults/{name}", faults_of::remove},
      {"POST", "/faults/verify", faults_of::verify},
      {"GET", "/scenarios", scenarios_of::list},
      {"PUT", "/scenarios/{name}", scenarios_of::switch_on},
      {"DELETE", "/scenarios/{name}", scenarios_of::switch_off},
      {"GET", "/requests", requests::list},
      {"GET", "/requests/{number}", requests::show},
      {"DELETE", "/requests", requests::clear},
      {"POST", "/requests/count", requests::count},
      {"POST", "/requests/verify", requests::verify},
      {"POST", "/requests/near_misses", requests::near_misses},
      {"GET", "/clock", clock_of::show},
      {"POST", "/clock/advance", clock_of::advance},
  };
  return table;
}

}  // namespace tines_mock::control
