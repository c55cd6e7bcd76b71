#include "api/sync_destinations.hpp"

#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/errors.hpp"
#include "api/listing.hpp"
#include "support/limits.hpp"

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

std::vector<StoryId> read_story_ids(const ValueReader& value) {
  std::vector<StoryId> ids;
  if (!value.is_array()) return ids;
  if (value.json().size() > limits::story_ids_per_request) {
    value.problem(Problem::Kind::out_of_range,
                  "at most " + std::to_string(limits::story_ids_per_request) + " stories",
                  std::to_string(value.json().size()));
    return ids;
  }
  value.each([&](const ValueReader& element) {
    if (const auto id = element.integer(positive)) ids.emplace_back(*id);
  });
  return ids;
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
  if (secret) wanted.destination_tenant_api_key = own_secret(*secret);
  parameters.required_id("destination_team_id", wanted.destination_team_id);
  parameters.required_id("team_id", wanted.team_id);
  if (const auto ids = parameters.required("story_ids", "an array of integers"))
    wanted.story_ids = read_story_ids(*ids);
  parameters.read("manual_sync_only", wanted.manual_sync_only);
  return wanted;
}

SyncDestinationChange read_change(ObjectReader& parameters) {
  SyncDestinationChange change;
  if (const auto key = parameters.optional("destination_tenant_api_key"))
    change.destination_tenant_api_key = own_secret(*key);
  if (const auto ids = parameters.optional("story_ids")) change.story_ids = read_story_ids(*ids);
  if (const auto manual = parameters.optional("manual_sync_only"))
    change.manual_sync_only = manual->boolean();
  return change;
}

Response object_response(const Call& call, int status, const SyncDestinationView& view) {
  return json_response(status, {{"sync_destination", object_of(view, call.revision)}});
}

std::optional<SyncDestinationView> find(Call& call, SyncDestinationId id, Milliseconds lag) {
  return call.locked([&](const Scene& scene) -> std::optional<SyncDestinationView> {
    const auto* found = std::as_const(scene.tenant).find_sync_destination(id);
    const bool behind = lag > Milliseconds{0} && found && found->created_at + lag > scene.now;
    call.read_was_behind |= behind;
    if (!found || behind) return std::nullopt;
    return view_of(scene.tenant, *found);
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
    return Synced{
        *syncing,
        view_of(scene.tenant, *std::as_const(scene.tenant).find_sync_destination(syncing->id))};
  });
  if (!outcome) return refuse(call, outcome.error());
  return settled_response(call, status, std::move(*outcome));
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
  return change_and_answer(call, 201, [&](const Scene& scene) {
    wanted->destination_tenant = tenant_at(scene, wanted->destination_tenant_url, at_mock_url);
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
    const auto view = [&](const auto& entry) { return view_of(scene.tenant, entry.second); };
    if (call.read_lag == Milliseconds{0}) return slice(all, *page, view);
    auto seen = all;
    const auto hidden = std::erase_if(seen, [&](const auto& entry) {
      return entry.second.created_at + call.read_lag > scene.now;
    });
    call.read_was_behind |= hidden > 0;
    return slice(seen, *page, view);
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
  const auto change = read_parameters(call, read_change);
  if (!change) return change.error();
  return change_and_answer(call, 200, [&](const Scene& scene) {
    return scene.world.update_sync_destination(scene.tenant, id_of(call), *change, scene.now);
  });
}

Response remove(Call& call) {
  const auto errors = call.locked([&](const Scene& scene) {
    return scene.world.delete_sync_destination(scene.tenant, id_of(call));
  });
  return errors ? refuse(call, *errors) : no_content();
}

Response manual_sync(Call& call) {
  return trigger(call, "sync_initiated", [&](const Scene& scene) {
    return scene.world.sync_now(scene.tenant, id_of(call), scene.now);
  });
}

Response sync_story(Call& call) {
  return trigger(call, "story_sync_initiated", [&](const Scene& scene) {
    return scene.world.sync_story_now(scene.tenant, id_of(call),
                                      id_in_path<StoryId>(call, "story_id"), scene.now);
  });
}

}  // namespace tines_mock::api::sync_destinations
