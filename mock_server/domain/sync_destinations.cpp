#include "domain/world.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

// World's operations on sync destinations.
namespace tines_mock::domain {
namespace {

std::string text_of(auto id) {
  return std::to_string(id.value);
}

Failure<Errors> unknown_sync_destination(SyncDestinationId id) {
  return failure(
      {ErrorKind::unknown_sync_destination, "", "a sync destination of this tenant", text_of(id)});
}

std::vector<StoryId> distinct(const std::vector<StoryId>& ids) {
  std::unordered_set<StoryId> seen;
  std::vector<StoryId> first_appearances;
  for (const StoryId id : ids)
    if (seen.insert(id).second) first_appearances.push_back(id);
  return first_appearances;
}

std::vector<StoryId> subscribed_stories(const SyncDestination& destination) {
  std::vector<StoryId> ids;
  for (const auto& subscription : destination.subscriptions) ids.push_back(subscription.story_id);
  return ids;
}

// Under the assumption blank_destination_key a tenant accepts a blank text; it then holds no key.
std::optional<std::string> key_in(std::optional<std::string> text) {
  return text && is_blank(*text) ? std::nullopt : std::move(text);
}

SyncDestination to_entity(NewSyncDestination wanted, Time now, TrailingSlash slash) {
  SyncDestination destination;
  destination.destination_tenant_url = std::move(wanted.destination_tenant_url);
  if (slash == TrailingSlash::removed)
    while (destination.destination_tenant_url.ends_with('/'))
      destination.destination_tenant_url.pop_back();
  destination.destination_tenant_api_key = key_in(std::move(wanted.destination_tenant_api_key));
  destination.destination_team_id = wanted.destination_team_id;
  destination.origin_team_id = wanted.team_id;
  destination.manual_sync_only = wanted.manual_sync_only;
  destination.destination_tenant = std::move(wanted.destination_tenant);
  destination.created_at = now;
  return destination;
}

bool same_target(const SyncDestination& a, const SyncDestination& b) {
  return a.destination_team_id == b.destination_team_id && a.origin_team_id == b.origin_team_id &&
         parse_base_url(a.destination_tenant_url) == parse_base_url(b.destination_tenant_url);
}

UnusableDestination assumption_for(PushFailure failure, const Assumptions& assumptions) {
  switch (failure) {
    case PushFailure::key_refused:
      return assumptions.refused_destination_key;
    case PushFailure::team_unknown:
      return assumptions.unknown_destination_team;
    case PushFailure::unreachable:
    case PushFailure::timed_out:
    case PushFailure::rejected:
      return assumptions.unreachable_destination;
  }
  return assumptions.unreachable_destination;
}

Error error_for(PushFailure failure, const SyncDestination& destination) {
  switch (failure) {
    case PushFailure::key_refused:
      return {ErrorKind::invalid_parameter, "destination_tenant_api_key",
              "a key that the destination tenant accepts", "one that it refuses"};
    case PushFailure::team_unknown:
      return {ErrorKind::invalid_parameter, "destination_team_id",
              "a team of the destination tenant", text_of(destination.destination_team_id)};
    case PushFailure::unreachable:
    case PushFailure::timed_out:
    case PushFailure::rejected:
      break;
  }
  return {ErrorKind::invalid_parameter, "destination_tenant_url", "a tenant that can be reached",
          "one that can not"};
}

}  // namespace

Errors World::find_story_errors(const Tenant& tenant, TeamId team,
                                const std::vector<StoryId>& ids) const {
  Errors errors;
  const bool known_team = tenant.find_team(team) != nullptr;
  for (const StoryId id : distinct(ids)) {
    const Story* story = tenant.find_story(id);
    if (!story)
      errors.push_back(
          {ErrorKind::unknown_story, "story_ids", "stories of this tenant", text_of(id)});
    else if (known_team && story->team_id != team)
      errors.push_back({ErrorKind::story_of_another_team, "story_ids",
                        "stories of team " + text_of(team),
                        text_of(id) + " of team " + text_of(story->team_id)});
  }
  const auto& assumed = settings_.assumptions;
  if (ids.empty() && assumed.empty_story_ids == Acceptance::refuse)
    errors.push_back({ErrorKind::invalid_parameter, "story_ids", "one story or more", "none"});
  if (distinct(ids).size() != ids.size() && assumed.duplicate_story_ids == Acceptance::refuse)
    errors.push_back({ErrorKind::invalid_parameter, "story_ids", "each story once", "one twice"});
  return errors;
}

Errors World::find_errors(const Tenant& tenant, const NewSyncDestination& wanted) const {
  Errors errors;
  if (!tenant.find_team(wanted.team_id))
    errors.push_back(
        {ErrorKind::unknown_team, "team_id", "a team of this tenant", text_of(wanted.team_id)});
  for (auto& error : find_story_errors(tenant, wanted.team_id, wanted.story_ids))
    errors.push_back(std::move(error));
  if (auto may = check_limit("sync destinations", tenant.sync_destinations().size(),
                             limits::sync_destinations_per_tenant);
      !may)
    errors.push_back(std::move(may.error()));
  if (!wanted.destination_tenant_api_key && wanted.destination_tenant != tenant.name())
    errors.push_back({ErrorKind::missing_parameter, "destination_tenant_api_key",
                      "a string (only a same-tenant sync goes without)", "nothing"});
  return errors;
}

Result<void, Error> World::check_target(const Tenant& tenant,
                                        const SyncDestination& destination) const {
  const auto& assumed = settings_.assumptions;
  if (assumed.same_target_twice == Acceptance::refuse)
    for (const auto& [id, other] : tenant.sync_destinations())
      if (same_target(other, destination))
        return Failure{Error{ErrorKind::invalid_parameter, "destination_team_id",
                             "a target that no other sync destination has",
                             "that of sync destination " + text_of(id)}};
  const auto receiver = engine_.find_receiver(destination, tenant);
  if (!receiver && assumption_for(receiver.error(), assumed) == UnusableDestination::refuse)
    return Failure{error_for(receiver.error(), destination)};
  return {};
}

std::vector<StoryId> World::in_subscription_order(std::vector<StoryId> ids) const {
  switch (settings_.assumptions.subscription_order) {
    case SubscriptionOrder::request:
      break;
    case SubscriptionOrder::id_ascending:
      std::ranges::sort(ids);
      break;
    case SubscriptionOrder::id_descending:
      std::ranges::sort(ids, std::greater{});
      break;
  }
  return ids;
}

// Replaces the subscriptions; those that remain keep their status. Returns the new stories.
std::vector<StoryId> World::subscribe(Tenant& tenant, SyncDestination& destination,
                                      const std::vector<StoryId>& ids) {
  std::map<StoryId, Subscription> before;
  for (auto& subscription : destination.subscriptions)
    before.emplace(subscription.story_id, std::move(subscription));
  destination.subscriptions.clear();
  std::vector<StoryId> added;
  for (const StoryId id : in_subscription_order(distinct(ids))) {
    const auto kept = before.extract(id);
    if (kept.empty()) added.push_back(id);
    destination.subscriptions.push_back(kept.empty() ? Subscription{.story_id = id}
                                                     : std::move(kept.mapped()));
  }
  for (const auto& [id, dropped] : before) engine_.cancel(tenant, destination.id, id);
  return added;
}

Result<Syncing, Errors> World::create_sync_destination(Tenant& tenant, NewSyncDestination wanted,
                                                       Time now) {
  if (auto errors = find_errors(tenant, wanted); !errors.empty()) return Failure{std::move(errors)};
  const auto story_ids = std::move(wanted.story_ids);
  SyncDestination draft =
      to_entity(std::move(wanted), now, settings_.assumptions.destination_url_trailing_slash);
  if (auto target = check_target(tenant, draft); !target) return failure(std::move(target.error()));

  SyncDestination& created = tenant.add_sync_destination(std::move(draft));
  const auto added = subscribe(tenant, created, story_ids);
  changes_++;
  if (created.manual_sync_only) return Syncing{created.id, now};
  return Syncing{created.id, engine_.push(tenant, created, added, PushCause::create, now)};
}

Result<Syncing, Errors> World::update_sync_destination(Tenant& tenant, SyncDestinationId id,
                                                       const SyncDestinationChange& change,
                                                       Time now) {
  SyncDestination* destination = tenant.find_sync_destination(id);
  if (!destination) return unknown_sync_destination(id);
  if (change.story_ids) {
    auto errors = find_story_errors(tenant, destination->origin_team_id, *change.story_ids);
    // Removing every subscription is documented for update.
    if (change.story_ids->empty()) errors.clear();
    if (!errors.empty()) return Failure{std::move(errors)};
  }
  if (change.destination_tenant_api_key)
    destination->destination_tenant_api_key = key_in(change.destination_tenant_api_key);
  const bool becomes_automatic =
      destination->manual_sync_only && change.manual_sync_only == std::optional(false);
  if (change.manual_sync_only) destination->manual_sync_only = *change.manual_sync_only;
  if (destination->manual_sync_only) engine_.cancel_automatic(tenant, *destination);
  if (change.story_ids) subscribe(tenant, *destination, *change.story_ids);
  changes_++;
  if (destination->manual_sync_only || (!change.story_ids && !becomes_automatic))
    return Syncing{id, now};
  std::vector<StoryId> waiting;
  for (const auto& subscription : destination->subscriptions)
    if (subscription.status == SyncStatus::requires_sync) waiting.push_back(subscription.story_id);
  return Syncing{id, engine_.push(tenant, *destination, waiting, PushCause::update, now)};
}

Result<void, Errors> World::delete_sync_destination(Tenant& tenant, SyncDestinationId id) {
  const SyncDestination* destination = tenant.find_sync_destination(id);
  if (!destination) return unknown_sync_destination(id);
  if (settings_.assumptions.copies_after_deletion == CopiesAfterDeletion::removed)
    if (Tenant* to = engine_.tenant_of(*destination))
      for (const StoryId story : subscribed_stories(*destination))
        if (const Story* copy =
                to->find_copy({tenant.name(), story}, destination->destination_team_id))
          erase_story(*to, copy->id);
  erase_sync_destination(tenant, id);
  changes_++;
  return {};
}

Result<void, Errors> World::sync_now(Tenant& tenant, SyncDestinationId id, Time now) {
  SyncDestination* destination = tenant.find_sync_destination(id);
  if (!destination) return unknown_sync_destination(id);
  engine_.push(tenant, *destination, subscribed_stories(*destination), PushCause::manual, now);
  changes_++;
  return {};
}

Result<void, Errors> World::sync_story_now(Tenant& tenant, SyncDestinationId id, StoryId story,
                                           Time now) {
  SyncDestination* destination = tenant.find_sync_destination(id);
  if (!destination) return unknown_sync_destination(id);
  if (!find_subscription(*destination, story))
    return failure(
        {ErrorKind::story_not_subscribed, "", "a story that is subscribed", text_of(story)});
  engine_.push(tenant, *destination, {story}, PushCause::one_story, now);
  changes_++;
  return {};
}

}  // namespace tines_mock::domain
