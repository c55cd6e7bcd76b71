#include "control/operations.hpp"

namespace tines_mock::control {

const RouteTable<Route>& server_routes() {
  static const RouteTable<Route> table{
      {"GET", "/health", show_health},
      {"GET", "/version", show_version},
      {"GET", "/openapi.json", show_openapi},
      {"GET", "/tenant_openapi.json", show_tenant_openapi},
      {"GET", "/effects", list_effects},
      {"GET", "/worlds", list_worlds},
      {"POST", "/worlds", create_world},
      {"GET", "/worlds/{world}", show_world},
      {"DELETE", "/worlds/{world}", drop_world},
  };
  return table;
}

const RouteTable<Route>& world_routes() {
  static const RouteTable<Route> table{
      {"GET", "/state", show_state},
      {"GET", "/export", export_world},
      {"POST", "/import", import_world},
      {"POST", "/reset", reset_world},
      {"GET", "/faults", list_faults},
      {"POST", "/faults", add_faults},
      {"DELETE", "/faults", clear_faults},
      {"DELETE", "/faults/{name}", remove_fault},
      {"POST", "/faults/verify", verify_faults},
      {"GET", "/scenarios", list_scenarios},
      {"PUT", "/scenarios/{name}", switch_scenario_on},
      {"DELETE", "/scenarios/{name}", switch_scenario_off},
      {"GET", "/requests", list_requests},
      {"GET", "/requests/{number}", show_request},
      {"DELETE", "/requests", clear_requests},
      {"POST", "/requests/count", count_requests},
      {"POST", "/requests/verify", verify_requests},
      {"POST", "/requests/near_misses", list_near_misses},
      {"GET", "/clock", show_clock},
      {"POST", "/clock/advance", advance_clock},
  };
  return table;
}

}  // namespace tines_mock::control
