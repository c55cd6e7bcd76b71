#include "api/teams.hpp"

#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/errors.hpp"
#include "api/listing.hpp"
#include "api/unseen.hpp"

namespace tines_mock::api::teams {
namespace {

TeamId id_of(const Call& call) {
  return id_in_path<TeamId>(call, "id");
}

Response unknown(const Call& call) {
  return refuse(call, domain::Errors{{domain::ErrorKind::unknown_team, "", "a team of this tenant",
                                      std::string(call.parameters["id"])}});
}

Result<std::string, Response> read_name(const Call& call) {
  return read_parameters(call, [](ObjectReader& parameters) {
    std::string name;
    parameters.required_text("name", name);
    return name;
  });
}

}  // namespace

Response list(Call& call) {
  const auto page = read_page(call);
  if (!page) return page.error();
  const auto part = call.locked([&](const Scene& scene) {
    std::vector<Team> visible;
    for (const auto& [id, team] : scene.tenant.teams())
      if (call.scope.sees(team)) visible.push_back(team);
    return slice(visible, *page, [](const Team& team) { return team; });
  });
  return list_response(call, "teams", *page, part,
                       [](const Team& team) { return object_of(team); });
}

Response show(Call& call) {
  const auto team = call.locked([&](const Scene& scene) -> std::optional<Team> {
    const Team* found = scene.find(id_of(call));
    return found ? std::optional(*found) : std::nullopt;
  });
  return team ? json_response(200, object_of(*team)) : unknown(call);
}

Response create(Call& call) {
  if (auto refusal = refuse_team_key(call)) return std::move(*refusal);
  auto name = read_name(call);
  if (!name) return name.error();
  const auto team = call.locked(
      [&](const Scene& scene) { return scene.world.add_team(scene.tenant, std::move(*name)); });
  return team ? json_response(201, object_of(*team)) : refuse(call, team.error());
}

Response update(Call& call) {
  auto name = read_name(call);
  if (!name) return name.error();
  const auto team = call.locked([&](const Scene& scene) -> domain::Outcome<Team> {
    if (auto errors = Unseen(scene).team(id_of(call)).errors()) return Failure{std::move(*errors)};
    return scene.world.rename_team(scene.tenant, id_of(call), std::move(*name));
  });
  return team ? json_response(200, object_of(*team)) : refuse(call, team.error());
}

Response remove(Call& call) {
  const auto errors = call.locked([&](const Scene& scene) -> std::optional<domain::Errors> {
    if (auto unseen = Unseen(scene).team(id_of(call)).errors()) return unseen;
    return scene.world.delete_team(scene.tenant, id_of(call));
  });
  return errors ? refuse(call, *errors) : no_content();
}

}  // namespace tines_mock::api::teams
