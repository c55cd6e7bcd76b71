#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/operations.hpp"
#include "api/pagination.hpp"
#include "api/responses.hpp"

namespace tines_mock::api::teams {
namespace {

TeamId id_of(const Context& context) {
  return id_in_path<TeamId>(context, "id");
}

Response reject_unknown(const Context& context) {
  return api::reject_unknown(context, domain::ErrorKind::unknown_team, "a team of this tenant");
}

Result<std::string, Response> read_name(const Context& context) {
  return read_parameters(context, [](ObjectReader& parameters) {
    std::string name;
    parameters.required_text("name", name);
    return name;
  });
}

}  // namespace

Response list(Context& context) {
  const auto page = read_page(context);
  if (!page) return page.error();
  const auto part = context.with_locked_world([&](const LockedWorld& locked) {
    std::vector<Team> visible;
    for (const auto& [id, team] : locked.tenant.teams())
      if (context.scope.sees(team)) visible.push_back(team);
    return slice(visible, *page, [](const Team& team) { return team; });
  });
  return list_response(context, "teams", *page, part,
                       [](const Team& team) { return object_of(team); });
}

Response show(Context& context) {
  const auto team =
      context.with_locked_world([&](const LockedWorld& locked) -> std::optional<Team> {
        const Team* found = locked.find(id_of(context));
        return found ? std::optional(*found) : std::nullopt;
      });
  return team ? json_response(200, object_of(*team)) : reject_unknown(context);
}

Response create(Context& context) {
  if (auto allowed = require_tenant_key(context); !allowed) return std::move(allowed.error());
  auto name = read_name(context);
  if (!name) return name.error();
  const auto team = context.with_locked_world([&](const LockedWorld& locked) {
    return locked.world.add_team(locked.tenant, std::move(*name));
  });
  return team ? json_response(201, object_of(*team)) : reject(context, team.error());
}

Response update(Context& context) {
  auto name = read_name(context);
  if (!name) return name.error();
  const auto team =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<Team, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).team(id_of(context)).result(); !seen)
          return Failure{std::move(seen.error())};
        return locked.world.rename_team(locked.tenant, id_of(context), std::move(*name));
      });
  return team ? json_response(200, object_of(*team)) : reject(context, team.error());
}

Response remove(Context& context) {
  const auto done =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).team(id_of(context)).result(); !seen) return seen;
        return locked.world.delete_team(locked.tenant, id_of(context));
      });
  return done ? no_content() : reject(context, done.error());
}

}  // namespace tines_mock::api::teams
