#include "control/worlds.hpp"

#include "control/reply.hpp"
#include "control/world_options_json.hpp"
#include "formats/world_file.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control::worlds {
namespace {

using exchange::HostedWorld;

Json summary(const exchange::Hosting& hosting, HostedWorld& world) {
  Json tenants = Json::array();
  for (const auto& name : world.tenant_names())
    tenants.push_back({{"name", name},
                       {"url", hosting.url(world, name)},
                       {"declared_url", world.declared_url(name)}});
  return {{"name", world.name()},
          {"options", world_options_json(world.options())},
          {"tenants", std::move(tenants)}};
}

struct NewWorld {
  std::string name;
  WorldSpec spec;
  WorldOptions options;
};

std::optional<WorldSpec> read_file(const ValueReader& path) {
  const auto file = path.text();
  if (!file) return std::nullopt;
  try {
    return load_world(*file);
  } catch (const FileError& error) {
    path.problem(Problem::Kind::invalid, "a world file", error.what());
    return std::nullopt;
  }
}

void read_copy(const exchange::Hosting& hosting, const ValueReader& of, NewWorld& to) {
  const auto name = of.text();
  const auto original = name ? hosting.find(*name) : nullptr;
  if (!original) return of.invalid("the name of a world");
  to.spec = original->export_state();
  to.options = original->options();
}

NewWorld read_new_world(const exchange::Hosting& hosting, const ValueReader& value) {
  NewWorld made;
  ObjectReader reader(value);
  reader.required_text("name", made.name);
  const auto inline_world = reader.optional("world");
  const auto file = reader.optional("file");
  const auto copy_of = reader.optional("copy_of");
  const auto options = reader.optional("options");
  reader.no_others();
  if (inline_world.has_value() + file.has_value() + copy_of.has_value() != 1)
    value.problem(Problem::Kind::invalid, "exactly one of world, file and copy_of",
                  "none or several");
  else if (inline_world)
    made.spec = formats::read_world(*inline_world);
  else if (file)
    made.spec = read_file(*file).value_or(WorldSpec());
  else
    read_copy(hosting, *copy_of, made);
  if (options) made.options = read_world_options(*options, made.options);
  return made;
}

void without_keys(Json& world) {
  for (auto& tenant : world["tenants"]) {
    for (auto& key : tenant["keys"]) key.erase("secret");
    for (auto& destination : tenant["sync_destinations"])
      destination.erase("destination_tenant_api_key");
  }
}

}  // namespace

Response list(const Call& call) {
  Json all = Json::array();
  for (const auto& world : call.hosting.worlds()) all.push_back(summary(call.hosting, *world));
  return reply(200, {{"worlds", std::move(all)}});
}

Response create(const Call& call) {
  auto wanted = read_body(
      call.request, [&](const ValueReader& value) { return read_new_world(call.hosting, value); });
  if (!wanted) return wanted.error();
  if (const auto objection = call.hosting.objection_to(wanted->name); !objection.empty())
    return error(call.hosting.find(wanted->name) ? 409 : 422, "/name: " + objection);
  auto world = std::make_shared<HostedWorld>(std::move(wanted->name), std::move(wanted->spec),
                                             std::move(wanted->options));
  if (!call.hosting.add(world)) return error(409, "Another request took the name meanwhile");
  return reply(201, summary(call.hosting, *world));
}

Response show(const Call& call) {
  return reply(200, summary(call.hosting, *call.world));
}

Response drop(const Call& call) {
  if (call.hosting.drop(call.world->name())) return no_content();
  return error(409, "The default world stays as long as its server");
}

Response state(const Call& call) {
  Json world = formats::world_json(call.world->export_state());
  without_keys(world);
  for (auto& tenant : world["tenants"])
    tenant["mock_url"] = call.hosting.url(*call.world, tenant["name"].get<std::string>());
  return reply(200, world);
}

Response export_world(const Call& call) {
  return reply(200, formats::world_json(call.world->export_state()));
}

Response import_world(const Call& call) {
  auto spec = read_body(call.request, formats::read_world);
  if (!spec) return spec.error();
  call.world->import_state(std::move(*spec));
  return reply(200, summary(call.hosting, *call.world));
}

Response reset(const Call& call) {
  call.world->reset();
  return no_content();
}

}  // namespace tines_mock::control::worlds
