#include "control/operations.hpp"

namespace tines_mock::control {

const RouteTable<Route>& server_routes() {
  static const RouteTable<Route> table{
      {"GET", "/health", show_health},
      {"GET", "/version", show_version},
      {"GET", "/openapi.json", show_openapi},
      {"GET", "/tenant_openapi.json", show_tenant_openapi},
      {"GET", "/effects", list_effects},
      {"GET", "/ui", show_page, Access::page},
      {"GET", "/ui/{file}", show_page_file, Access::page},
      {"GET", "/demo", show_demo},
      {"POST", "/demo/next", go_to_next_scene, Access::change},
      {"POST", "/demo/back", go_back_to_scene, Access::change},
      {"POST", "/demo/pause", pause_demo, Access::change},
      {"POST", "/demo/play", play_demo, Access::change},
      {"GET", "/worlds", list_worlds},
      {"POST", "/worlds", create_world, Access::change},
      {"GET", "/worlds/{world}", show_world},
      {"DELETE", "/worlds/{world}", drop_world, Access::change},
  };
  return table;
}

const RouteTable<Route>& world_routes() {
  static const RouteTable<Route> table{
      {"GET", "/state", show_state},
      {"GET", "/export", export_world},
      {"POST", "/import", import_world, Access::change},
      {"POST", "/reset", reset_world, Access::change},
      {"GET", "/changes", show_changes},
      {"POST", "/send", send_request, Access::change},
      {"GET", "/faults", list_faults},
      {"POST", "/faults", add_faults, Access::change},
      {"DELETE", "/faults", clear_faults, Access::change},
      {"DELETE", "/faults/{name}", remove_fault, Access::change},
      {"POST", "/faults/verify", verify_faults},
      {"GET", "/holds", list_holds},
      {"POST", "/holds/{name}/release", release_hold, Access::change},
      {"GET", "/scenarios", list_scenarios},
      {"PUT", "/scenarios/{name}", switch_scenario_on, Access::change},
      {"DELETE", "/scenarios/{name}", switch_scenario_off, Access::change},
      {"GET", "/requests", list_requests},
      {"GET", "/requests/{number}", show_request},
      {"GET", "/har", show_har},
      {"GET", "/requests/{number}/explain", explain_request},
      {"DELETE", "/requests", clear_requests, Access::change},
      {"POST", "/requests/count", count_requests},
      {"POST", "/requests/verify", verify_requests},
      {"POST", "/requests/near_misses", list_near_misses},
      {"GET", "/clock", show_clock},
      {"POST", "/clock/advance", advance_clock, Access::change},
  };
  return table;
}

}  // namespace tines_mock::control
