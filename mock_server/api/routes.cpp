#include "api/routes.hpp"

#include "api/auth.hpp"
#include "api/errors.hpp"
#include "api/info.hpp"
#include "api/stories.hpp"
#include "api/sync_destinations.hpp"
#include "api/teams.hpp"

namespace tines_mock::api {

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

      {"GET",    "/info",                "info.show",          std::nullopt, info::show},

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

Response answer(Call& call, const RouteTable<Route>::Match& match) {
  const auto& status = call.assumptions.status;
  if (!match.path_known())
    return refuse(call, status.unknown_path, "There is nothing at this path",
                  "expected an operation of the API, found " + call.path);
  if (!match.entry) {
    auto response = refuse(call, status.unserved_method, "This path does not serve the method",
                           "found " + call.request.method + ' ' + call.path);
    response.headers.add("Allow", match.allowed);
    return response;
  }
  try {
    if (auto refusal = authorise(call, match.entry->right)) return std::move(*refusal);
    call.parameters = match.parameters;
    return match.entry->operation(call);
  } catch (const TenantGone&) {
    return refuse(call, status.unknown_path, "The tenant is gone",
                  "expected a tenant of this world, found " + call.tenant);
  } catch (const WorldReplaced&) {
    return refuse_outdated(call.assumptions.error_shape);
  }
}

}  // namespace tines_mock::api
