#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/operations.hpp"
#include "api/pagination.hpp"
#include "api/responses.hpp"
#include "formats/entity_json.hpp"
#include "formats/world_rules.hpp"
#include "support/text.hpp"

namespace tines_mock::api::sync_destinations {
namespace {

using domain::NewSyncDestination;
using domain::SyncDestinationChange;
using domain::Syncing;

SyncDestinationId id_of(const Context& context) {
  return id_in_path<SyncDestinationId>(context, "id");
}

std::optional<std::string> read_url(const ValueReader& value) {
  auto text = own_text(value);
  if (text && !parse_base_url(*text)) {
    value.invalid("an absolute http or https URL");
    return std::nullopt;
  }
  return text;
}

// A blank text is not a key. The assumption blank_destination_key says whether it is rejected.
std::optional<std::string> read_secret(const Context& context, const ValueReader& value) {
  auto secret = own_secret(value);
  const bool refuses = context.behaviour.assumptions.blank_destination_key == Acceptance::refuse;
  if (secret && is_blank(*secret) && refuses) {
    value.problem(Problem::Kind::invalid, formats::key_rule(), "a text without one");
    return std::nullopt;
  }
  return secret;
}

const domain::Tenant* find_tenant(const Context& context, const LockedWorld& locked,
                                  const std::string& url) {
  const auto parsed = parse_base_url(url);
  return parsed ? locked.world.find_tenant_by_url(*parsed, context.tenant.mock) : nullptr;
}

bool is_own_url(Context& context, const std::string& url) {
  return context.with_locked_world([&](const LockedWorld& locked) {
    return find_tenant(context, locked, url) == &locked.tenant;
  });
}

NewSyncDestination read_new(Context& context, ObjectReader& parameters) {
  NewSyncDestination wanted;
  constexpr auto url = "destination_tenant_url";
  constexpr auto key = "destination_tenant_api_key";
  if (const auto value = parameters.required(url, "an absolute http or https URL"))
    wanted.destination_tenant_url = read_url(*value).value_or("");
  auto secret = parameters.optional(key);
  const bool may_lack_it = context.behaviour.revision == Revision::r2026_06;
  if (!secret && !(may_lack_it && is_own_url(context, wanted.destination_tenant_url)))
    secret = parameters.required(
        key, may_lack_it ? "a string (only a same-tenant sync goes without)" : "a string");
  if (secret) wanted.destination_tenant_api_key = read_secret(context, *secret);
  parameters.required_id("destination_team_id", wanted.destination_team_id, formats::id_range);
  parameters.required_id("team_id", wanted.team_id, formats::id_range);
  if (const auto ids = parameters.required("story_ids", "an array of integers"))
    wanted.story_ids = read_story_ids(*ids);
  parameters.read("manual_sync_only", wanted.manual_sync_only);
  return wanted;
}

SyncDestinationChange read_change(const Context& context, ObjectReader& parameters) {
  SyncDestinationChange change;
  if (const auto key = parameters.optional("destination_tenant_api_key"))
    change.destination_tenant_api_key = read_secret(context, *key);
  if (const auto ids = parameters.optional("story_ids")) change.story_ids = read_story_ids(*ids);
  if (const auto manual = parameters.optional("manual_sync_only"))
    change.manual_sync_only = manual->boolean();
  return change;
}

Response object_response(const Context& context, int status, const SyncDestinationView& view) {
  return json_response(status, {{"sync_destination", object_of(view, context.behaviour.revision)}});
}

// Whether the effect stale_read hides the sync destination, since it is younger than the lag.
bool is_behind(Context& context, const LockedWorld& locked, const SyncDestination& destination,
               Milliseconds lag) {
  const bool behind = lag > Milliseconds{0} && destination.created_at + lag > locked.now;
  context.outcome.read_was_behind |= behind;
  return behind;
}

std::optional<SyncDestinationView> find(Context& context, SyncDestinationId id, Milliseconds lag) {
  return context.with_locked_world(
      [&](const LockedWorld& locked) -> std::optional<SyncDestinationView> {
        const auto* found = locked.find(id);
        if (!found || is_behind(context, locked, *found, lag)) return std::nullopt;
        return view_of(locked, *found);
      });
}

Response reject_unknown(const Context& context) {
  return api::reject_unknown(context, domain::ErrorKind::unknown_sync_destination,
                             "a sync destination of this tenant");
}

// A sync destination for the response, and the time at which all its pushes have results.
struct Synced {
  Syncing syncing;
  SyncDestinationView view;
};

// Responds when all pushes have their results, which a slow destination delays.
Response settled_response(Context& context, int status, Synced synced) {
  if (synced.syncing.settled_at > context.world.clock.now()) {
    context.wait_until(synced.syncing.settled_at);
    if (auto later = find(context, synced.syncing.id, Milliseconds{0}))
      synced.view = std::move(*later);
  }
  return object_response(context, status, synced.view);
}

template <class Change>
Response change_and_respond(Context& context, int status, Change change) {
  auto synced =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<Synced, domain::Errors> {
        const Result<Syncing, domain::Errors> syncing = change(locked);
        if (!syncing) return Failure{syncing.error()};
        return Synced{*syncing, view_of(locked, *locked.find(syncing->id))};
      });
  if (!synced) return reject(context, synced.error());
  return settled_response(context, status, std::move(*synced));
}

// Without a destination key, a sync within the tenant publishes with the rights of the request's
// key.
Result<void, domain::Errors> check_visible(const LockedWorld& locked,
                                           const NewSyncDestination& wanted) {
  VisibilityCheck visible(locked);
  visible.team(wanted.team_id, "team_id").stories(wanted.story_ids, "story_ids");
  const bool own_tenant = wanted.destination_tenant == locked.tenant.name();
  if (own_tenant && is_blank(wanted.destination_tenant_api_key.value_or("")))
    visible.team(wanted.destination_team_id, "destination_team_id");
  return visible.result();
}

bool is_listed(Context& context, const LockedWorld& locked, const SyncDestination& destination) {
  return locked.scope.sees(destination) &&
         !is_behind(context, locked, destination, context.behaviour.read_lag);
}

template <class Trigger>
Response trigger(Context& context, const char* member, Trigger work) {
  if (const auto done = context.with_locked_world(work); !done)
    return reject(context, done.error());
  return json_response(200, {{member, true}});
}

}  // namespace

Response create(Context& context) {
  auto wanted = read_parameters(
      context, [&](ObjectReader& parameters) { return read_new(context, parameters); });
  if (!wanted) return wanted.error();
  return change_and_respond(
      context, 201, [&](const LockedWorld& locked) -> Result<Syncing, domain::Errors> {
        if (const auto* to = find_tenant(context, locked, wanted->destination_tenant_url))
          wanted->destination_tenant = to->name();
        if (auto seen = check_visible(locked, *wanted); !seen)
          return Failure{std::move(seen.error())};
        auto made =
            locked.world.create_sync_destination(locked.tenant, std::move(*wanted), locked.now);
        if (made) context.outcome.created = made->id;
        return made;
      });
}

Response list(Context& context) {
  const auto page = read_page(context);
  if (!page) return page.error();
  const auto part = context.with_locked_world([&](const LockedWorld& locked) {
    const auto& all = locked.tenant.sync_destinations();
    // The usual case reads the elements of one page only, however long the list is.
    if (locked.scope.is_whole_tenant() && context.behaviour.read_lag == Milliseconds{0})
      return slice(all, *page, [&](const auto& each) { return view_of(locked, each.second); });
    std::vector<const SyncDestination*> listed;
    for (const auto& [id, each] : all)
      if (is_listed(context, locked, each)) listed.push_back(&each);
    return slice(listed, *page,
                 [&](const SyncDestination* each) { return view_of(locked, *each); });
  });
  return list_response(
      context, "sync_destinations", *page, part,
      [&](const SyncDestinationView& view) { return object_of(view, context.behaviour.revision); });
}

Response show(Context& context) {
  const auto view = find(context, id_of(context), context.behaviour.read_lag);
  return view ? object_response(context, 200, *view) : reject_unknown(context);
}

Response update(Context& context) {
  const auto change = read_parameters(
      context, [&](ObjectReader& parameters) { return read_change(context, parameters); });
  if (!change) return change.error();
  return change_and_respond(
      context, 200, [&](const LockedWorld& locked) -> Result<Syncing, domain::Errors> {
        if (auto seen =
                VisibilityCheck(locked)
                    .sync_destination(id_of(context))
                    .stories(change->story_ids.value_or(std::vector<StoryId>{}), "story_ids")
                    .result();
            !seen)
          return Failure{std::move(seen.error())};
        return locked.world.update_sync_destination(locked.tenant, id_of(context), *change,
                                                    locked.now);
      });
}

Response remove(Context& context) {
  const auto done =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).sync_destination(id_of(context)).result(); !seen)
          return seen;
        return locked.world.delete_sync_destination(locked.tenant, id_of(context));
      });
  return done ? no_content() : reject(context, done.error());
}

Response manual_sync(Context& context) {
  return trigger(
      context, "sync_initiated", [&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).sync_destination(id_of(context)).result(); !seen)
          return seen;
        return locked.world.sync_now(locked.tenant, id_of(context), locked.now);
      });
}

Response sync_story(Context& context) {
  const auto story = id_in_path<StoryId>(context, "story_id");
  return trigger(
      context, "story_sync_initiated",
      [&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).sync_destination(id_of(context)).result(); !seen)
          return seen;
        if (auto seen = VisibilityCheck(locked).subscription(story).result(); !seen) return seen;
        return locked.world.sync_story_now(locked.tenant, id_of(context), story, locked.now);
      });
}

}  // namespace tines_mock::api::sync_destinations
