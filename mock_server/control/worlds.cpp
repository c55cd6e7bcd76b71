#include "control/operations.hpp"
#include "control/query.hpp"
#include "control/reply.hpp"
#include "faults/rule_json.hpp"
#include "formats/world_file.hpp"
#include "support/limits.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

using exchange::HostedWorld;

const Names<Revision> revision_names = {{"2025-05", Revision::r2025_05},
                                        {"2026-06", Revision::r2026_06}};
const Names<SyncMode> sync_mode_names = {{"immediate", SyncMode::immediate},
                                         {"deferred", SyncMode::deferred}};

std::optional<Assumptions> read_assumptions(const ValueReader& value) {
  try {
    return parse_assumptions(dump(Json{{"assumptions", value.json()}}), "assumptions");
  } catch (const FileError& error) {
    value.problem(Problem::Kind::invalid, "assumptions as in fixtures/assumptions.json",
                  error.what());
    return std::nullopt;
  }
}

void read_size(ObjectReader& reader, std::string_view name, std::size_t& to, std::size_t most) {
  auto size = static_cast<std::int64_t>(to);
  reader.read(name, size, {1, static_cast<std::int64_t>(most)});
  to = static_cast<std::size_t>(size);
}

/// Reads `{"rng_seed","virtual_clock","revision","sync_mode","sync_delay_ms","assumptions",
/// "faults","journal_entries","journal_bytes"}`. An absent member keeps its value in `options`. The
/// assumptions are those of an assumptions file, the faults the rules of a fault file.
WorldOptions read_world_options(const ValueReader& value, WorldOptions options) {
  ObjectReader reader(value);
  auto seed = static_cast<std::int64_t>(options.rng_seed);
  reader.read("rng_seed", seed, not_negative);
  options.rng_seed = static_cast<std::uint64_t>(seed);
  reader.read("virtual_clock", options.virtual_clock);
  reader.read_with("revision", options.revision,
                   [](const ValueReader& name) { return name.choice(revision_names); });
  reader.read_with("sync_mode", options.sync_mode,
                   [](const ValueReader& name) { return name.choice(sync_mode_names); });
  auto delay_ms = options.sync_delay.count();
  reader.read("sync_delay_ms", delay_ms, {0, Milliseconds(limits::delay).count()});
  options.sync_delay = Milliseconds(delay_ms);
  reader.read_with("assumptions", options.assumptions, read_assumptions);
  if (const auto rules = reader.optional("faults")) options.faults = faults::read_rules(*rules);
  read_size(reader, "journal_entries", options.journal.entries, limits::most_journal_entries);
  read_size(reader, "journal_bytes", options.journal.bytes, limits::most_journal_bytes);
  reader.no_others();
  return options;
}

/// Writes all options but assumptions and faults.
Json world_options_json(const WorldOptions& options) {
  return {{"rng_seed", options.rng_seed},
          {"virtual_clock", options.virtual_clock},
          {"revision", name_of(revision_names, options.revision)},
          {"sync_mode", name_of(sync_mode_names, options.sync_mode)},
          {"sync_delay_ms", options.sync_delay.count()},
          {"journal_entries", options.journal.entries},
          {"journal_bytes", options.journal.bytes}};
}

Json summary(const exchange::Hosting& hosting, HostedWorld& world) {
  Json tenants = Json::array();
  for (const auto& tenant : world.tenants())
    tenants.push_back({{"name", tenant.name},
                       {"url", hosting.url(world, tenant.name)},
                       {"declared_url", tenant.declared_url}});
  return {{"name", world.name()},
          {"options", world_options_json(world.options())},
          {"tenants", std::move(tenants)}};
}

struct NewWorld {
  std::string name;
  WorldSpec spec;
  WorldOptions options;
};

std::optional<WorldSpec> load_world_file(const ValueReader& path) {
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
    made.spec = load_world_file(*file).value_or(WorldSpec());
  else
    read_copy(hosting, *copy_of, made);
  if (options) made.options = read_world_options(*options, made.options);
  return made;
}

/// Whether the stories have their content, as `content` says.
bool read_with_content(const Target& target, Problems& problems) {
  bool with_content = true;
  const Json query = query_json(target, problems);
  ObjectReader reader(ValueReader(query, "?", problems));
  reader.read("content", with_content);
  reader.no_others();
  return with_content;
}

void remove_content(WorldSpec& world) {
  for (auto& tenant : world.tenants)
    for (auto& story : tenant.stories) story.content = "{}";
}

void remove_keys(Json& world) {
  for (auto& tenant : world["tenants"]) {
    for (auto& key : tenant["keys"]) key.erase("secret");
    for (auto& destination : tenant["sync_destinations"])
      destination.erase("destination_tenant_api_key");
  }
}

}  // namespace

Response list_worlds(const Context& context) {
  Json all = Json::array();
  for (const auto& world : context.hosting.worlds())
    all.push_back(summary(context.hosting, *world));
  return reply(200, {{"worlds", std::move(all)}});
}

Response create_world(const Context& context) {
  auto wanted = read_body(context.request, [&](const ValueReader& value) {
    return read_new_world(context.hosting, value);
  });
  if (!wanted) return wanted.error();
  if (const auto valid = context.hosting.check_new_name(wanted->name); !valid)
    return error(context.hosting.find(wanted->name) ? 409 : 422, "/name: " + valid.error());
  auto world = std::make_shared<HostedWorld>(std::move(wanted->name), std::move(wanted->spec),
                                             std::move(wanted->options));
  if (!context.hosting.add(world)) return error(409, "Another request took the name meanwhile");
  return reply(201, summary(context.hosting, *world));
}

Response show_world(const Context& context) {
  return reply(200, summary(context.hosting, *context.world));
}

Response drop_world(const Context& context) {
  if (context.hosting.drop(context.world->name())) return no_content();
  return error(409, "The default world stays as long as its server");
}

Response show_state(const Context& context) {
  Problems problems;
  const bool with_content = read_with_content(context.target, problems);
  if (!problems.empty()) return error(422, problems);
  auto spec = context.world->export_state();
  if (!with_content) remove_content(spec);
  Json world = formats::world_json(spec);
  remove_keys(world);
  for (auto& tenant : world["tenants"]) {
    tenant["mock_url"] = context.hosting.url(*context.world, tenant["name"].get<std::string>());
    if (with_content) continue;
    for (auto& story : tenant["stories"]) story.erase("content");
  }
  auto response = reply(200, world);
  response.body = context.world->journal().redactor().text(std::move(response.body));
  return response;
}

Response export_world(const Context& context) {
  return reply(200, formats::world_json(context.world->export_state()));
}

Response import_world(const Context& context) {
  auto spec = read_body(context.request, formats::read_world);
  if (!spec) return spec.error();
  context.world->import_state(std::move(*spec));
  return reply(200, summary(context.hosting, *context.world));
}

Response reset_world(const Context& context) {
  context.world->reset();
  return no_content();
}

}  // namespace tines_mock::control
