#include "control/control.hpp"

#include "control/guard.hpp"
#include "control/operations.hpp"
#include "control/reply.hpp"

#include <utility>

namespace tines_mock::control {
namespace {

constexpr std::size_t prefix_segments = 1;        // __admin
constexpr std::size_t world_prefix_segments = 3;  // __admin/worlds/{world}
constexpr std::string_view worlds_segment = "worlds";

/// Where to look up the operation of a path, and the world that it is about.
struct Address {
  const RouteTable<Route>& routes;
  std::size_t first_segment;
  std::string world;
};

Address find_address(const Target& target) {
  const auto& segments = target.segments;
  const bool below_worlds =
      segments.size() >= world_prefix_segments && segments[1] == worlds_segment;
  if (!below_worlds) {
    const bool of_server = server_routes().find("", segments, prefix_segments).path_known();
    return {of_server ? server_routes() : world_routes(), prefix_segments,
            exchange::default_world_name};
  }
  if (segments.size() == world_prefix_segments)
    return {server_routes(), prefix_segments, segments[2]};
  return {world_routes(), world_prefix_segments, segments[2]};
}

/// An export keeps its keys so that it can be imported, and a document contains nothing of a world.
bool is_sent_unredacted(const Target& target) {
  if (target.segments.empty()) return false;
  const auto& last = target.segments.back();
  return last == "export" || last == "openapi.json" || last == "tenant_openapi.json";
}

}  // namespace

Control::Control(exchange::Hosting& hosting, Settings settings, Send send, demo::Player* demo)
    : hosting_(hosting), settings_(std::move(settings)), send_(std::move(send)), demo_(demo) {
  if (settings_.token) hosting_.know(*settings_.token);
}

Response Control::answer(const Request& request, std::stop_token stop) {
  const auto target = parse_target(request.target);
  const auto address = find_address(target);
  auto match = address.routes.find(request.method, target.segments, address.first_segment);
  const auto access = match.route ? match.route->access : Access::read;
  if (auto allowed = check_access(request, access, settings_); !allowed)
    return std::move(allowed.error());
  if (!match.path_known())
    return error(404, "Nothing is at this path; GET /__admin/openapi.json says what there is");
  if (!match.route) {
    auto response = error(405, "This path serves " + match.allowed + ", not " + request.method);
    response.headers.add("Allow", match.allowed);
    return response;
  }
  auto world = hosting_.find(address.world);
  if (!world) return error(404, "There is no world \"" + address.world + '"');

  auto response =
      match.route->operation({hosting_, settings_, send_, waits_, demo_, request, target, world,
                              std::move(match.parameters), std::move(stop)});
  // A client may have put a key into a rule, a matcher or a name.
  if (access != Access::page && !is_sent_unredacted(target))
    response.body = world->journal().redactor().text(response.body);
  return response;
}

}  // namespace tines_mock::control
