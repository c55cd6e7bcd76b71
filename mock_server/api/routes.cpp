#include "api/routes.hpp"

#include "api/auth.hpp"
#include "api/responses.hpp"

namespace tines_mock::api {
namespace {

Response show_info(Context&) {
  return json_response(200, {{"stack",
                              {{"name", "tines-mock"},
                               {"type", "mock"},
                               {"region", "local"},
                               {"egress_ips", Json::array()}}}});
}

}  // namespace

const RouteTable<Route>& routes() {
  constexpr auto sync = Right::administer_sync;
  constexpr auto read = Right::read;
  constexpr auto write = Right::write;
  static const RouteTable<Route> table{
      // clang-format off
      {"POST",   "/admin/sync_destinations",                            "sync_destination.create",      sync, sync_destinations::create},
      {"GET",    "/admin/sync_destinations",                            "sync_destination.list",        sync, sync_destinations::list},
      {"GET",    "/admin/sync_destinations/{id}",                       "sync_destination.show",        sync, sync_destinations::show},
      {"PUT",    "/admin/sync_destinations/{id}",                       "sync_destination.update",      sync, sync_destinations::update},
      {"PATCH",  "/admin/sync_destinations/{id}",                       "sync_destination.update",      sync, sync_destinations::update},
      {"DELETE", "/admin/sync_destinations/{id}",                       "sync_destination.delete",      sync, sync_destinations::remove},
      {"POST",   "/admin/sync_destinations/{id}/manual_sync",           "sync_destination.manual_sync", sync, sync_destinations::manual_sync},
      {"POST",   "/admin/sync_destinations/{id}/story/{story_id}/sync", "sync_destination.sync_story",  sync, sync_destinations::sync_story},

      {"GET",    "/info",                "info.show",          std::nullopt, show_info},

      {"GET",    "/teams",               "team.list",          read,  teams::list},
      {"POST",   "/teams",               "team.create",        write, teams::create},
      {"GET",    "/teams/{id}",          "team.get",           read,  teams::show},
      {"PUT",    "/teams/{id}",          "team.update",        write, teams::update},
      {"DELETE", "/teams/{id}",          "team.delete",        write, teams::remove},

      {"GET",    "/stories",             "story.list",         read,  stories::list},
      {"POST",   "/stories",             "story.create",       write, stories::create},
      {"POST",   "/stories/import",      "story.import",       write, stories::import_story},
      {"DELETE", "/stories/batch",       "story.batch_delete", write, stories::remove_batch},
      {"GET",    "/stories/{id}",        "story.get",          read,  stories::show},
      {"PUT",    "/stories/{id}",        "story.update",       write, stories::update},
      {"DELETE", "/stories/{id}",        "story.delete",       write, stories::remove},
      {"GET",    "/stories/{id}/export", "story.export",       read,  stories::export_story},
      // clang-format on
  };
  return table;
}

Response carry_out(Context& context, const RouteTable<Route>::Match& match) {
  const auto& assumptions = context.behaviour.assumptions;
  const auto& status = assumptions.status;
  if (!match.path_known())
    return reject(context, status.unknown_path, "There is nothing at this path",
                  "expected an operation of the API, found " + context.path);
  if (!match.route) {
    auto response = reject(context, status.unserved_method, "This path does not serve the method",
                           "found " + context.request.method + ' ' + context.path);
    response.headers.add("Allow", match.allowed);
    return response;
  }
  try {
    auto scope = authorise(context, match.route->right);
    if (!scope) return std::move(scope.error());
    context.scope = *scope;
    context.parameters = match.parameters;
    return match.route->operation(context);
  } catch (const TenantGone&) {
    return reject(context, status.unknown_path, "The tenant is gone",
                  "expected a tenant of this world, found " + context.tenant.name);
  } catch (const WorldReplaced&) {
    return reject_outdated(assumptions.error_shape);
  }
}

}  // namespace tines_mock::api
