#include "api/sync_destinations.hpp"

#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/errors.hpp"
#include "api/listing.hpp"
#include "api/unseen.hpp"
#include "formats/entity_json.hpp"
#include "formats/world_rules.hpp"
#include "support/text.hpp"

namespace tines_mock::api::sync_destinations {
namespace {

using domain::NewSyncDestination;
using domain::SyncDestinationChange;
using domain::Syncing;

SyncDestinationId id_of(const Call& call) {
  return id_in_path<SyncDestinationId>(call, "id");
}

std::optional<std::string> read_url(const ValueReader& value) {
  auto text = own_text(value);
  if (text && !parse_base_url(*text)) {
    value.invalid("an absolute http or https URL");
    return std::nullopt;
  }
  return text;
}

// A blank text is no key: refused, unless such a tenant is assumed that takes it.
std::optional<std::string> read_secret(const Call& call, const ValueReader& value) {
  auto secret = own_secret(value);
  const bool refuses = call.assumptions.blank_destination_key == Acceptance::refuse;
  if (secret && is_blank(*secret) && refuses) {
    value.problem(Problem::Kind::invalid, formats::key_rule(), "a text without one");
    return std::nullopt;
  }
  return secret;
}

/// The tenant that a URL means: as it is declared, else by its URL in the mock.
std::optional<std::string> tenant_at(const Scene& scene, const std::string& url,
                                     const std::optional<std::string>& at_mock_url) {
  const auto* declared = scene.world.tenant_at(url);
  return declared ? declared->name() : at_mock_url;
}

bool is_own_url(Call& call, const std::string& text) {
  const auto url = parse_base_url(text);
  if (!url) return false;
  const auto at_mock_url = call.tenant_at_mock_url(*url);
  return call.locked([&](const Scene& scene) {
    return tenant_at(scene, text, at_mock_url) == scene.tenant.name();
  });
}

NewSyncDestination read_new(Call& call, ObjectReader& parameters) {
  NewSyncDestination wanted;
  constexpr auto url = "destination_tenant_url";
  constexpr auto key = "destination_tenant_api_key";
  if (const auto value = parameters.required(url, "an absolute http or https URL"))
    wanted.destination_tenant_url = read_url(*value).value_or("");
  auto secret = parameters.optional(key);
  const bool may_lack_it = call.revision == Revision::r2026_06;
  if (!secret && !(may_lack_it && is_own_url(call, wanted.destination_tenant_url)))
    secret = parameters.required(
        key, may_lack_it ? "a string (only a same-tenant sync goes without)" : "a string");
  if (secret) wanted.destination_tenant_api_key = read_secret(call, *secret);
  parameters.required_id("destination_team_id", wanted.destination_team_id, formats::id_range);
  parameters.required_id("team_id", wanted.team_id, formats::id_range);
  if (const auto ids = parameters.required("story_ids", "an array of integers"))
    wanted.story_ids = read_story_ids(*ids);
  parameters.read("manual_sync_only", wanted.manual_sync_only);
  return wanted;
}

SyncDestinationChange read_change(const Call& call, ObjectReader& parameters) {
  SyncDestinationChange change;
  if (const auto key = parameters.optional("destination_tenant_api_key"))
    change.destination_tenant_api_key = read_secret(call, *key);
  if (const auto ids = parameters.optional("story_ids")) change.story_ids = read_story_ids(*ids);
  if (const auto manual = parameters.optional("manual_sync_only"))
    change.manual_sync_only = manual->boolean();
  return change;
}

Response object_response(const Call& call, int status, const SyncDestinationView& view) {
  return json_response(status, {{"sync_destination", object_of(view, call.revision)}});
}

// Whether a read that lags behind does not see it yet.
bool is_behind(Call& call, const Scene& scene, const SyncDestination& destination,
               Milliseconds lag) {
  const bool behind = lag > Milliseconds{0} && destination.created_at + lag > scene.now;
  call.read_was_behind |= behind;
  return behind;
}

std::optional<SyncDestinationView> find(Call& call, SyncDestinationId id, Milliseconds lag) {
  return call.locked([&](const Scene& scene) -> std::optional<SyncDestinationView> {
    const auto* found = scene.find(id);
    if (!found || is_behind(call, scene, *found, lag)) return std::nullopt;
    return view_of(scene, *found);
  });
}

Response unknown(const Call& call) {
  return refuse(call, domain::Errors{{domain::ErrorKind::unknown_sync_destination, "",
                                      "a sync destination of this tenant",
                                      std::string(call.parameters["id"])}});
}

// Answers when the pushes have their results, which a slow destination may take a while for.
struct Synced {
  Syncing syncing;
  SyncDestinationView view;
};

Response settled_response(Call& call, int status, Synced synced) {
  if (synced.syncing.settled_at > call.clock.now()) {
    call.wait_until(synced.syncing.settled_at);
    if (auto later = find(call, synced.syncing.id, Milliseconds{0}))
      synced.view = std::move(*later);
  }
  return object_response(call, status, synced.view);
}

template <class Change>
Response change_and_answer(Call& call, int status, Change change) {
  auto outcome = call.locked([&](const Scene& scene) -> domain::Outcome<Synced> {
    const domain::Outcome<Syncing> syncing = change(scene);
    if (!syncing) return Failure{syncing.error()};
    return Synced{*syncing, view_of(scene, *scene.find(syncing->id))};
  });
  if (!outcome) return refuse(call, outcome.error());
  return settled_response(call, status, std::move(*outcome));
}

// Without a key, a sync to another team of the same tenant publishes as the one who creates it.
std::optional<domain::Errors> unseen_in(const Scene& scene, const NewSyncDestination& wanted) {
  Unseen unseen(scene);
  unseen.team(wanted.team_id, "team_id").stories(wanted.story_ids, "story_ids");
  const bool own_tenant = wanted.destination_tenant == scene.tenant.name();
  if (own_tenant && is_blank(wanted.destination_tenant_api_key.value_or("")))
    unseen.team(wanted.destination_team_id, "destination_team_id");
  return unseen.errors();
}

bool is_listed(Call& call, const Scene& scene, const SyncDestination& destination) {
  return scene.scope.sees(destination) && !is_behind(call, scene, destination, call.read_lag);
}

template <class Trigger>
Response trigger(Call& call, const char* member, Trigger work) {
  if (const auto errors = call.locked(work)) return refuse(call, *errors);
  return json_response(200, {{member, true}});
}

}  // namespace

Response create(Call& call) {
  auto wanted =
      read_parameters(call, [&](ObjectReader& parameters) { return read_new(call, parameters); });
  if (!wanted) return wanted.error();
  const auto url = parse_base_url(wanted->destination_tenant_url);
  const auto at_mock_url = call.tenant_at_mock_url(*url);
  return change_and_answer(call, 201, [&](const Scene& scene) -> domain::Outcome<Syncing> {
    wanted->destination_tenant = tenant_at(scene, wanted->destination_tenant_url, at_mock_url);
    if (auto errors = unseen_in(scene, *wanted)) return Failure{std::move(*errors)};
    auto made = scene.world.create_sync_destination(scene.tenant, std::move(*wanted), scene.now);
    if (made) call.created = made->id;
    return made;
  });
}

Response list(Call& call) {
  const auto page = read_page(call);
  if (!page) return page.error();
  const auto part = call.locked([&](const Scene& scene) {
    const auto& all = scene.tenant.sync_destinations();
    const auto view = [&](const auto& entry) { return view_of(scene, entry.second); };
    // The usual list looks at its own page alone, however many there are.
    if (scene.scope.is_whole_tenant() && call.read_lag == Milliseconds{0})
      return slice(all, *page, view);
    auto listed = all;
    std::erase_if(listed, [&](const auto& entry) { return !is_listed(call, scene, entry.second); });
    return slice(listed, *page, view);
  });
  return list_response(
      call, "sync_destinations", *page, part,
      [&](const SyncDestinationView& view) { return object_of(view, call.revision); });
}

Response show(Call& call) {
  const auto view = find(call, id_of(call), call.read_lag);
  return view ? object_response(call, 200, *view) : unknown(call);
}

Response update(Call& call) {
  const auto change = read_parameters(
      call, [&](ObjectReader& parameters) { return read_change(call, parameters); });
  if (!change) return change.error();
  return change_and_answer(call, 200, [&](const Scene& scene) -> domain::Outcome<Syncing> {
    if (auto errors = Unseen(scene)
                          .sync_destination(id_of(call))
                          .stories(change->story_ids.value_or(std::vector<StoryId>{}), "story_ids")
                          .errors())
      return Failure{std::move(*errors)};
    return scene.world.update_sync_destination(scene.tenant, id_of(call), *change, scene.now);
  });
}

Response remove(Call& call) {
  const auto errors = call.locked([&](const Scene& scene) -> std::optional<domain::Errors> {
    if (auto unseen = Unseen(scene).sync_destination(id_of(call)).errors()) return unseen;
    return scene.world.delete_sync_destination(scene.tenant, id_of(call));
  });
  return errors ? refuse(call, *errors) : no_content();
}

Response manual_sync(Call& call) {
  return trigger(call, "sync_initiated", [&](const Scene& scene) -> std::optional<domain::Errors> {
    if (auto unseen = Unseen(scene).sync_destination(id_of(call)).errors()) return unseen;
    return scene.world.sync_now(scene.tenant, id_of(call), scene.now);
  });
}

Response sync_story(Call& call) {
  const auto story = id_in_path<StoryId>(call, "story_id");
  return trigger(call, "story_sync_initiated",
                 [&](const Scene& scene) -> std::optional<domain::Errors> {
                   if (auto unseen = Unseen(scene).sync_destination(id_of(call)).errors())
                     return unseen;
                   if (auto unseen = Unseen(scene).subscription(story).errors()) return unseen;
                   return scene.world.sync_story_now(scene.tenant, id_of(call), story, scene.now);
                 });
}

}  // namespace tines_mock::api::sync_destinations
