#include "domain/world.hpp"

#include "support/limits.hpp"
#include "support/url.hpp"

#include <algorithm>

namespace tines_mock::domain {
namespace {

// A world's path without a tenant names its first tenant.
std::vector<std::string> mock_paths(const Settings& settings, const TenantSpec& tenant,
                                    bool is_first) {
  std::vector<std::string> paths;
  for (const auto& world : settings.mock_paths) {
    paths.push_back(mock_path(world, tenant.name));
    if (is_first) paths.push_back(world.empty() ? "/" : world);
  }
  return paths;
}

std::vector<Tenant> make_tenants(const WorldSpec& spec, const Settings& settings, Time now) {
  std::vector<Tenant> tenants;
  tenants.reserve(spec.tenants.size());
  for (const auto& tenant : spec.tenants)
    tenants.emplace_back(tenant, mock_paths(settings, tenant, tenants.empty()), now,
                         settings.rng_seed);
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
      tenants_(make_tenants(spec, settings_, now)),
      engine_(tenants_, settings_, decider) {
  for (Tenant& tenant : tenants_)
    for (auto& [id, destination] : tenant.sync_destinations()) {
      if (destination.destination_tenant) continue;
      const auto url = parse_base_url(destination.destination_tenant_url);
      if (const Tenant* to = url ? find_tenant_by_url(*url) : nullptr)
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

const Tenant* World::find_tenant_by_url(const BaseUrl& url, const MockOrigins& mock) const {
  const auto declared = std::ranges::find(tenants_, url, &Tenant::base_url);
  if (declared != tenants_.end()) return &*declared;
  if (!mock.contain(url)) return nullptr;
  const auto path = path_of(path_segments(url.path));
  const auto found = std::ranges::find_if(tenants_, [&](const Tenant& tenant) {
    return std::ranges::find(tenant.mock_paths(), path) != tenant.mock_paths().end();
  });
  return found == tenants_.end() ? nullptr : &*found;
}

Result<Team, Errors> World::add_team(Tenant& tenant, std::string name) {
  if (auto may = check_limit("teams", tenant.teams().size(), limits::teams_per_tenant); !may)
    return failure(std::move(may.error()));
  changes_++;
  return tenant.add_team(std::move(name));
}

Result<Team, Errors> World::rename_team(Tenant& tenant, TeamId id, std::string name) {
  if (!tenant.find_team(id)) return unknown_team(id);
  tenant.rename_team(id, std::move(name));
  changes_++;
  return *tenant.find_team(id);
}

Result<void, Errors> World::delete_team(Tenant& tenant, TeamId id) {
  if (!tenant.find_team(id)) return unknown_team(id);
  std::vector<StoryId> stories;
  for (const auto& [story_id, story] : tenant.stories())
    if (story.team_id == id) stories.push_back(story_id);
  for (const StoryId story : stories) erase_story(tenant, story);
  std::vector<SyncDestinationId> destinations;
  for (const auto& [destination_id, destination] : tenant.sync_destinations())
    if (destination.origin_team_id == id) destinations.push_back(destination_id);
  for (const auto destination : destinations) erase_sync_destination(tenant, destination);
  std::erase_if(tenant.keys(), [&](const ApiKey& key) { return key.team_id == id; });
  tenant.erase_team(id);
  changes_++;
  return {};
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

Result<Story, Errors> World::add_story(Tenant& tenant, Story story, Time now) {
  if (!tenant.find_team(story.team_id)) return unknown_team(story.team_id, "team_id");
  if (auto may = check_limit("stories", tenant.stories().size(), limits::stories_per_tenant); !may)
    return failure(std::move(may.error()));
  story.created_at = story.updated_at = story.edited_at = now;
  changes_++;
  return tenant.add_story(std::move(story));
}

Result<Story, Errors> World::change_story(Tenant& tenant, StoryId id, const StoryChange& change,
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

Result<void, Errors> World::delete_stories(Tenant& tenant, const std::vector<StoryId>& ids) {
  Errors errors;
  for (const StoryId id : ids)
    if (!tenant.find_story(id)) errors.push_back(unknown_story(id));
  if (!errors.empty()) return Failure{std::move(errors)};
  for (const StoryId id : ids) erase_story(tenant, id);
  return {};
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

void World::erase_story(Tenant& tenant, StoryId id) {
  end_subscriptions_to(tenant, id);
  tenant.erase_story(id);
  changes_++;
}

void World::erase_sync_destination(Tenant& tenant, SyncDestinationId id) {
  engine_.cancel(tenant, *tenant.find_sync_destination(id));
  tenant.sync_destinations().erase(id);
}

}  // namespace tines_mock::domain
