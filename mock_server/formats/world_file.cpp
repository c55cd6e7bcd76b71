#include "formats/world_file.hpp"

#include "files/file.hpp"
#include "formats/entity_json.hpp"
#include "formats/world_rules.hpp"
#include "support/url.hpp"

#include <tines_mock/world_spec.hpp>

namespace tines_mock {
namespace formats {

/// The text of fixtures/worlds/documented_sample.json, built in by CMakeLists.txt.
extern const std::string_view sample_world_json;

namespace {

template <class Entity>
void read_list(ObjectReader& object, std::string_view name, std::vector<Entity>& to,
               Entity (*read_one)(const ValueReader&)) {
  object.each(name, [&](const ValueReader& value) { to.push_back(read_one(value)); });
}

template <class Entity>
Json list_json(const std::vector<Entity>& entities) {
  Json list = Json::array();
  for (const Entity& entity : entities) list.push_back(to_json(entity));
  return list;
}

TenantSpec read_tenant(const ValueReader& value) {
  TenantSpec tenant;
  ObjectReader object(value);
  object.required_text("name", tenant.name);
  object.required_text("url", tenant.url);
  if (const auto keys = object.optional("keys"))
    keys->showing(Texts::kind_alone).each([&](const ValueReader& key) {
      tenant.keys.push_back(read_key(key));
    });
  read_list(object, "teams", tenant.teams, read_team);
  read_list(object, "stories", tenant.stories, read_story);
  read_list(object, "sync_destinations", tenant.sync_destinations, read_sync_destination);
  object.read("next_team_id", tenant.next_team_id.value, id_range);
  object.read("next_story_id", tenant.next_story_id.value, id_range);
  object.read("next_sync_destination_id", tenant.next_sync_destination_id.value, id_range);
  object.no_others();
  return tenant;
}

std::optional<RateLimit> read_rate_limit(const ValueReader& value) {
  RateLimit limit;
  ObjectReader object(value);
  std::int64_t window_ms = limit.window.count();
  object.read("requests", limit.requests, positive);
  object.read("window_ms", window_ms, a_window);
  object.no_others();
  limit.window = Milliseconds(window_ms);
  return limit;
}

Json to_json(const TenantSpec& tenant) {
  return {{"name", tenant.name},
          {"url", tenant.url},
          {"keys", list_json(tenant.keys)},
          {"teams", list_json(tenant.teams)},
          {"stories", list_json(tenant.stories)},
          {"sync_destinations", list_json(tenant.sync_destinations)},
          {"next_team_id", tenant.next_team_id.value},
          {"next_story_id", tenant.next_story_id.value},
          {"next_sync_destination_id", tenant.next_sync_destination_id.value}};
}

}  // namespace

WorldSpec read_world(const ValueReader& value) {
  WorldSpec world;
  ObjectReader object(value);
  files::pass_schema(object);
  const auto tenants = object.required("tenants", "an array of tenants");
  object.each("tenants",
              [&](const ValueReader& tenant) { world.tenants.push_back(read_tenant(tenant)); });
  if (tenants && tenants->json().is_array() && tenants->json().empty())
    object.invalid("tenants", "one tenant or more", "none");
  if (const auto limit = object.optional("rate_limit"); limit && !limit->json().is_null())
    world.rate_limit = read_rate_limit(*limit);
  read_list(object, "pending_pushes", world.pending_pushes, read_pending_push);
  object.no_others();
  if (value.problems().empty()) value.problems() = validate(world, value.pointer());
  return world;
}

Json world_json(const WorldSpec& world) {
  Json json = {{"tenants", Json::array()}};
  for (const auto& tenant : world.tenants) json["tenants"].push_back(to_json(tenant));
  if (world.rate_limit)
    json["rate_limit"] = {{"requests", world.rate_limit->requests},
                          {"window_ms", world.rate_limit->window.count()}};
  if (!world.pending_pushes.empty()) json["pending_pushes"] = list_json(world.pending_pushes);
  return json;
}

}  // namespace formats

WorldSpec parse_world(std::string_view text, std::string_view name) {
  const Json json = files::parse(text, name);
  Problems problems;
  auto world = formats::read_world(ValueReader(json, "", problems));
  files::throw_if_any(problems, name);
  return world;
}

WorldSpec load_world(const std::filesystem::path& file) {
  return parse_world(files::read(file), file.string());
}

std::string to_json(const WorldSpec& world) {
  return dump(formats::world_json(world), 2) + '\n';
}

WorldSpec sample_world() {
  return parse_world(formats::sample_world_json, "the sample world");
}

}  // namespace tines_mock
