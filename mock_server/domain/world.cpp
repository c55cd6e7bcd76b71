#include "domain/world.hpp"

#include "support/limits.hpp"
#include "support/url.hpp"

#include <algorithm>

namespace tines_mock::domain {
namespace {

std::vector<Tenant> make_tenants(const WorldSpec& spec, Time now, std::uint64_t rng_seed) {
  std::vector<Tenant> tenants;
  tenants.reserve(spec.tenants.size());
  for (const auto& tenant : spec.tenants) tenants.emplace_back(tenant, now, rng_seed);
  return tenants;
}

Failure<Errors> unknown_team(TeamId id, std::string parameter = {}) {
  return failure({ErrorKind::unknown_team, std::move(parameter), "a team of this tenant",
                  std::to_string(id.value)});
}

Error unknown_story(StoryId id) {
  return {ErrorKind::unknown_story, "", "a story of this tenant", std::to_string(id.value)};
}

}  // namespace

World::World(const WorldSpec& spec, Settings settings, PushDecider& decider, Time now)
    : settings_(std::move(settings)),
      tenants_(make_tenants(spec, now, settings_.rng_seed)),
      engine_(tenants_, settings_, decider) {
  for (Tenant& tenant : tenants_)
    for (auto& [id, destination] : tenant.sync_destinations()) {
      if (destination.destination_tenant) continue;
      if (const Tenant* to = tenant_at(destination.destination_tenant_url))
        destination.destination_tenant = to->name();
    }
  engine_.resume(spec.pending_pushes, now);
}

WorldSpec World::spec(Time now) const {
  WorldSpec spec;
  for (const Tenant& tenant : tenants_) spec.tenants.push_back(tenant.spec());
  spec.pending_pushes = engine_.pending(now);
  return spec;
}

const Tenant* World::find_tenant(std::string_view name) const {
  const auto found = std::ranges::find(tenants_, name, &Tenant::name);
  return found == tenants_.end() ? nullptr : &*found;
}

Tenant* World::find_tenant(std::string_view name) {
  return const_cast<Tenant*>(std::as_const(*this).find_tenant(name));
}

const Tenant* World::tenant_at(std::string_view url) const {
  const auto wanted = parse_base_url(url);
  if (!wanted) return nullptr;
  const auto found = std::ranges::find(tenants_, wanted, &Tenant::base_url);
  return found == tenants_.end() ? nullptr : &*found;
}

Outcome<Team> World::add_team(Tenant& tenant, std::string name) {
  if (auto error = objection_to_one_more("teams", tenant.teams().size(), limits::teams_per_tenant))
    return failure(std::move(*error));
  changes_++;
  return tenant.add_team(std::move(name));
}

Outcome<Team> World::rename_team(Tenant& tenant, TeamId id, std::string name) {
  if (!tenant.find_team(id)) return unknown_team(id);
  tenant.rename_team(id, std::move(name));
  changes_++;
  return *tenant.find_team(id);
}

std::optional<Errors> World::delete_team(Tenant& tenant, TeamId id) {
  if (!tenant.find_team(id)) return unknown_team(id).error;
  std::vector<StoryId> stories;
  for (const auto& [story_id, story] : tenant.stories())
    if (story.team_id == id) stories.push_back(story_id);
  delete_stories(tenant, stories);
  std::vector<SyncDestinationId> destinations;
  for (const auto& [destination_id, destination] : tenant.sync_destinations())
    if (destination.origin_team_id == id) destinations.push_back(destination_id);
  for (const auto destination : destinations) erase_sync_destination(tenant, destination);
  std::erase_if(tenant.keys(), [&](const ApiKey& key) { return key.team_id == id; });
  tenant.erase_team(id);
  changes_++;
  return std::nullopt;
}

void World::add_key(Tenant& tenant, ApiKey key) {
  tenant.keys().push_back(std::move(key));
  changes_++;
}

bool World::revoke_key(Tenant& tenant, std::string_view secret) {
  const auto erased =
      std::erase_if(tenant.keys(), [&](const ApiKey& key) { return key.secret == secret; });
  changes_ += erased;
  return erased > 0;
}

Outcome<Story> World::add_story(Tenant& tenant, Story story, Time now) {
  if (!tenant.find_team(story.team_id)) return unknown_team(story.team_id, "team_id");
  if (auto error =
          objection_to_one_more("stories", tenant.stories().size(), limits::stories_per_tenant))
    return failure(std::move(*error));
  story.created_at = story.updated_at = story.edited_at = now;
  changes_++;
  return tenant.add_story(std::move(story));
}

Outcome<Story> World::change_story(Tenant& tenant, StoryId id, const StoryChange& change,
                                   Time now) {
  const Story* there = tenant.find_story(id);
  if (!there) return failure(unknown_story(id));
  Story changed = *there;
  change(changed);
  changed.id = id;
  if (!tenant.find_team(changed.team_id)) return unknown_team(changed.team_id, "team_id");
  changed.updated_at = changed.edited_at = now;
  tenant.replace_story(std::move(changed));
  changes_++;
  engine_.story_changed(tenant, id, now);
  return *tenant.find_story(id);
}

std::optional<Errors> World::delete_stories(Tenant& tenant, const std::vector<StoryId>& ids) {
  Errors errors;
  for (const StoryId id : ids)
    if (!tenant.find_story(id)) errors.push_back(unknown_story(id));
  if (!errors.empty()) return errors;
  for (const StoryId id : ids) {
    end_subscriptions_to(tenant, id);
    tenant.erase_story(id);
  }
  changes_ += ids.size();
  return std::nullopt;
}

void World::end_subscriptions_to(Tenant& tenant, StoryId story) {
  for (auto& [id, destination] : tenant.sync_destinations()) {
    engine_.cancel(tenant, id, story);
    if (settings_.assumptions.story_deletion == StoryDeletion::subscription_removed) {
      std::erase_if(destination.subscriptions, [&](const Subscription& subscription) {
        return subscription.story_id == story;
      });
    } else if (Subscription* subscription = find_subscription(destination, story)) {
      subscription->status = SyncStatus::failed;
      subscription->error_message = "The story was deleted.";
    }
  }
}

void World::erase_sync_destination(Tenant& tenant, SyncDestinationId id) {
  engine_.cancel(tenant, *tenant.find_sync_destination(id));
  tenant.sync_destinations().erase(id);
}

}  // namespace tines_mock::domain
