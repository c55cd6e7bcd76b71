#pragma once

#include "demo/player.hpp"
#include "exchange/hosting.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"
#include "support/stop.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

/// The operations of the control API (fixtures/control-openapi.json). routes.cpp says which method
/// and path each has; the file of its subject (clock.cpp, faults.cpp, …) what it does.
namespace tines_mock::control {

/// Who may use the control API, and for what.
struct Settings {
  /// What every request must carry. Empty: only clients on this machine are served.
  std::optional<std::string> token = {};
  bool read_only = false;  ///< requests that change something are rejected
};

/// Takes a request the way that clients' requests go. The token ends its waits.
using Send = std::function<Response(const Request&, std::stop_token)>;

/// One request to the control API.
struct Context {
  exchange::Hosting& hosting;
  const Settings& settings;
  const Send& send;
  BoundedWaits& waits;
  demo::Player* demo;  ///< null when the server plays none
  const Request& request;
  const Target& target;
  /// The world that the path names, or the default one.
  std::shared_ptr<exchange::HostedWorld> world;
  PathParameters parameters;
  std::stop_token stop;
};

/// One wait of a request: it ends when the server stops, or when too many requests wait.
class Wait {
 public:
  explicit Wait(const Context& context)
      : place_(context.waits), either_(context.stop, place_.token()) {}

  std::stop_token token() const { return either_.token(); }
  /// Why it was ended to make room for others, in words; empty: it was not.
  std::string why_cut_short() const;

 private:
  BoundedWaits::Place place_;
  EitherStop either_;
};

/// Waits for a condition as HostedWorld::wait_until does. Returns why it ended before its time, in
/// words; empty: it did not.
std::string wait_until(const Context& context, Milliseconds within,
                       const std::function<bool()>& condition);

using Operation = Response (*)(const Context&);

/// What a route is for, and so who may use it.
enum class Access {
  read,
  change,  ///< not with Settings::read_only
  page     ///< the page's files: without the token, since they contain nothing of a world
};

struct Route {
  std::string_view method;
  std::string_view pattern;  ///< below /__admin
  Operation operation;
  Access access = Access::read;
};

/// The routes that concern the server as a whole.
const RouteTable<Route>& server_routes();
/// The routes that concern one world: below /__admin for the default world, and below
/// /__admin/worlds/{world} for any.
const RouteTable<Route>& world_routes();

// The server: server.cpp and openapi.cpp.

Response show_health(const Context& context);
Response show_version(const Context& context);
/// Every effect with its attributes.
Response list_effects(const Context& context);
/// The description of the control API, and of a tenant's API.
Response show_openapi(const Context& context);
Response show_tenant_openapi(const Context& context);
/// The page, and a file that belongs to it.
Response show_page(const Context& context);
Response show_page_file(const Context& context);
/// The text that show_openapi sends: fixtures/control-openapi.json, with the schemas to which it
/// refers among its components.
std::string control_openapi();

// The demo that the server plays, if any: demo.cpp. Each answers where the demo is then.

Response show_demo(const Context& context);
Response go_to_next_scene(const Context& context);
Response go_back_to_scene(const Context& context);
Response pause_demo(const Context& context);
Response play_demo(const Context& context);

// Worlds: worlds.cpp.

Response list_worlds(const Context& context);
/// `{"name", one of "world", "file", "copy_of", "options"}`
Response create_world(const Context& context);
Response show_world(const Context& context);
Response drop_world(const Context& context);
/// The present state, without keys.
Response show_state(const Context& context);
/// The present state as a world file, with keys, so that it can be imported.
Response export_world(const Context& context);
Response import_world(const Context& context);
Response reset_world(const Context& context);
/// `?after=NUMBER&within_ms=…`: how often each part of the world has changed, as soon as that
/// differs from `after`.
Response show_changes(const Context& context);
/// `{"tenant", "method", "path", "body"}`: sends that request to the tenant with one of its keys.
/// The text `{key of NAME}` in the body becomes a key with which one may publish to that tenant.
Response send_request(const Context& context);

// Fault rules: faults.cpp.

/// Every rule with its state and its counters.
Response list_faults(const Context& context);
/// One rule, or `{"rules": […]}` as in a fault file: all of them or none.
Response add_faults(const Context& context);
Response clear_faults(const Context& context);
Response remove_fault(const Context& context);
/// Whether every rule has been applied. Like every verification and count it takes `within_ms`: it
/// then waits until it holds. `cut_short` says why the wait ended before its time.
Response verify_faults(const Context& context);

// What rules with the effect hold keep back: holds.cpp.

/// Every such rule, how many it has held, and what waits now.
Response list_holds(const Context& context);
/// Lets go on what one of them holds now.
Response release_hold(const Context& context);

// Scenarios, which are built-in fault files: scenarios.cpp.

/// Every scenario, and whether it is on: whether all of its rules are in the world.
Response list_scenarios(const Context& context);
/// Adds those of the scenario's rules that are not in the world. A rule of one's own with the name
/// of one of them is an error.
Response switch_scenario_on(const Context& context);
/// Removes those of its rules that are in the world.
Response switch_scenario_off(const Context& context);

// The journal: requests.cpp.

/// `?after=NUMBER&limit=…&tenant=…&operation=…&method=…&path=…`, oldest first.
Response list_requests(const Context& context);
Response show_request(const Context& context);
/// The whole journal as HAR 1.2: har.cpp.
Response show_har(const Context& context);
/// Why each rule did or did not act on it.
Response explain_request(const Context& context);
Response clear_requests(const Context& context);
/// `{"when": {…}}`. Where requests were evicted, `count` is null; it is from `at_least` to
/// `at_most`.
Response count_requests(const Context& context);
/// `{"when": {…}, "exactly" or "at_least" and "at_most": n}`, or `{"in_order": [{…}, …]}`. `holds`
/// is null when it depends on requests that were evicted.
Response verify_requests(const Context& context);
/// `{"when": {…}}`: the requests that almost fit, and how each differs.
Response list_near_misses(const Context& context);

// The clock: clock.cpp.

Response show_clock(const Context& context);
/// `{"by_ms": 5000}` or `{"to": "next_event"}`
Response advance_clock(const Context& context);

}  // namespace tines_mock::control
