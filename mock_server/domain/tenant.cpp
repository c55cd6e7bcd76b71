#include "domain/tenant.hpp"

#include "support/random.hpp"

#include <algorithm>
#include <cstdio>

namespace tines_mock::domain {
namespace {

template <class Entity, class EntityId>
const Entity* find_in(const std::map<EntityId, Entity>& entities, EntityId id) {
  const auto found = entities.find(id);
  return found == entities.end() ? nullptr : &found->second;
}

template <class Entity, class EntityId>
std::vector<Entity> values_of(const std::map<EntityId, Entity>& entities) {
  std::vector<Entity> values;
  values.reserve(entities.size());
  for (const auto& [id, entity] : entities) values.push_back(entity);
  return values;
}

// Higher than every existing id, even when the declared next id is not.
template <class Entity, class EntityId>
EntityId next_after(const std::map<EntityId, Entity>& entities, EntityId declared) {
  if (entities.empty()) return declared;
  return std::max(declared, EntityId(entities.rbegin()->first.value + 1));
}

std::string make_guid(std::uint64_t seed, const std::string& tenant, StoryId id) {
  Draws draws(seed, "guid of a story of " + tenant, static_cast<std::uint64_t>(id.value));
  // Two statements: the order in which arguments are evaluated differs between compilers.
  const auto last = draws.next();
  const auto first = draws.next();
  char digits[33];
  std::snprintf(digits, sizeof digits, "%016llx%016llx", static_cast<unsigned long long>(first),
                static_cast<unsigned long long>(last));
  return digits;
}

void date_if_undated(Story& story, Time now) {
  for (Time* time : {&story.created_at, &story.updated_at, &story.edited_at})
    if (*time == Time{}) *time = now;
}

}  // namespace

Tenant::Tenant(const TenantSpec& spec, std::vector<std::string> mock_paths, Time now,
               std::uint64_t rng_seed)
    : name_(spec.name),
      url_(spec.url),
      base_url_(parse_base_url(url_)),
      mock_paths_(std::move(mock_paths)),
      rng_seed_(rng_seed),
      keys_(spec.keys) {
  for (const Team& team : spec.teams) teams_.emplace(team.id, team);
  for (Story story : spec.stories) {
    date_if_undated(story, now);
    if (story.guid.empty()) story.guid = make_guid(rng_seed_, name_, story.id);
    index_copy(story);
    stories_.emplace(story.id, std::move(story));
  }
  for (SyncDestination destination : spec.sync_destinations) {
    if (destination.created_at == Time{}) destination.created_at = now;
    destinations_.emplace(destination.id, std::move(destination));
  }
  next_team_id_ = next_after(teams_, spec.next_team_id);
  next_story_id_ = next_after(stories_, spec.next_story_id);
  next_sync_destination_id_ = next_after(destinations_, spec.next_sync_destination_id);
}

TenantSpec Tenant::spec() const {
  return {name_,
          url_,
          keys_,
          values_of(teams_),
          values_of(stories_),
          values_of(destinations_),
          next_team_id_,
          next_story_id_,
          next_sync_destination_id_};
}

const ApiKey* Tenant::find_key(std::string_view secret) const {
  const auto found = std::ranges::find(keys_, secret, &ApiKey::secret);
  return found == keys_.end() ? nullptr : &*found;
}

const Team* Tenant::find_team(TeamId id) const {
  return find_in(teams_, id);
}

Team& Tenant::add_team(std::string name) {
  const TeamId id = next_team_id_;
  next_team_id_.value++;
  return teams_.emplace(id, Team{id, std::move(name)}).first->second;
}

void Tenant::rename_team(TeamId id, std::string name) {
  teams_.at(id).name = std::move(name);
}

void Tenant::erase_team(TeamId id) {
  teams_.erase(id);
}

const Story* Tenant::find_story(StoryId id) const {
  return find_in(stories_, id);
}

const Story* Tenant::find_copy(const StoryOrigin& origin, TeamId team) const {
  const auto found = copies_.find({origin.tenant, origin.story_id, team});
  return found == copies_.end() ? nullptr : find_story(found->second);
}

const Story& Tenant::add_story(Story story) {
  story.id = next_story_id_;
  next_story_id_.value++;
  if (story.guid.empty()) story.guid = make_guid(rng_seed_, name_, story.id);
  index_copy(story);
  return stories_.emplace(story.id, std::move(story)).first->second;
}

void Tenant::replace_story(Story story) {
  Story& there = stories_.at(story.id);
  unindex_copy(there);
  there = std::move(story);
  index_copy(there);
}

void Tenant::erase_story(StoryId id) {
  if (const Story* story = find_story(id)) unindex_copy(*story);
  stories_.erase(id);
}

const SyncDestination* Tenant::find_sync_destination(SyncDestinationId id) const {
  return find_in(destinations_, id);
}

SyncDestination* Tenant::find_sync_destination(SyncDestinationId id) {
  const auto found = destinations_.find(id);
  return found == destinations_.end() ? nullptr : &found->second;
}

SyncDestination& Tenant::add_sync_destination(SyncDestination destination) {
  destination.id = next_sync_destination_id_;
  next_sync_destination_id_.value++;
  return destinations_.emplace(destination.id, std::move(destination)).first->second;
}

void Tenant::index_copy(const Story& story) {
  if (story.synced_from)
    copies_[{story.synced_from->tenant, story.synced_from->story_id, story.team_id}] = story.id;
}

void Tenant::unindex_copy(const Story& story) {
  if (!story.synced_from) return;
  const auto found =
      copies_.find({story.synced_from->tenant, story.synced_from->story_id, story.team_id});
  if (found != copies_.end() && found->second == story.id) copies_.erase(found);
}

}  // namespace tines_mock::domain
