#pragma once

#include "domain/error.hpp"
#include "domain/mock_urls.hpp"
#include "domain/sync_engine.hpp"
#include "domain/tenant.hpp"

#include <tines_mock/world_spec.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The tenants of a world and the operations on them. Not thread-safe: the caller holds the world's
/// lock. The caller also passes the time, and calls `settle` before other functions.
namespace tines_mock::domain {

/// The parameters of create (contract_tests/tines-api.md#create-parameters).
struct NewSyncDestination {
  std::string destination_tenant_url = {};
  std::optional<std::string> destination_tenant_api_key = {};
  TeamId destination_team_id = {};
  TeamId team_id = {};
  std::vector<StoryId> story_ids = {};
  bool manual_sync_only = false;
  std::optional<std::string> destination_tenant = {};  ///< see find_tenant_by_url
};

/// The parameters of update (contract_tests/tines-api.md#update). A member that is not set keeps
/// its value.
struct SyncDestinationChange {
  std::optional<std::string> destination_tenant_api_key = {};
  std::optional<std::vector<StoryId>> story_ids = {};
  std::optional<bool> manual_sync_only = {};
};

/// A sync destination whose pushes have their results at `settled_at`.
struct Syncing {
  SyncDestinationId id = {};
  Time settled_at{};
};

/// A change of a story: called with the story as it is.
using StoryChange = std::function<void(Story&)>;

class World {
 public:
  /// REQUIRES: `spec` has no contradictions (formats/world_rules.hpp finds them). `decider` must
  /// outlive the world.
  World(const WorldSpec& spec, Settings settings, PushDecider& decider, Time now);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// The state at `now`. REQUIRES: settle(now) was called.
  WorldSpec spec(Time now) const;
  const Settings& settings() const { return settings_; }

  /// Carries out everything that is due by `now`.
  void settle(Time now) { engine_.settle(now); }

  /// Increases with every operation that changed something. `settle` does not increase it.
  std::uint64_t changes() const { return changes_; }
  /// Increases with every change of the state, by an operation or by `settle`.
  std::uint64_t version() const { return changes_ + engine_.steps(); }
  /// The time of the next change that `settle` will make; empty when none will be made.
  std::optional<Time> next_due() const { return engine_.next_due(); }

  const std::vector<Tenant>& tenants() const { return tenants_; }
  /// Null when there is none.
  const Tenant* find_tenant(std::string_view name) const;
  Tenant* find_tenant(std::string_view name);
  /// The tenant that a URL names: the one that declares it, else the one that has it in the mock.
  /// Null when there is none.
  const Tenant* find_tenant_by_url(const BaseUrl& url, const MockOrigins& mock = {}) const;

  Result<Team, Errors> add_team(Tenant& tenant, std::string name);
  Result<Team, Errors> rename_team(Tenant& tenant, TeamId id, std::string name);
  /// Also deletes the team's stories, sync destinations and team keys.
  Result<void, Errors> delete_team(Tenant& tenant, TeamId id);
  void add_key(Tenant& tenant, ApiKey key);
  bool revoke_key(Tenant& tenant, std::string_view secret);

  Result<Story, Errors> add_story(Tenant& tenant, Story story, Time now);
  Result<Story, Errors> change_story(Tenant& tenant, StoryId id, const StoryChange& change,
                                     Time now);
  /// Deletes all of them, or none when one is unknown.
  Result<void, Errors> delete_stories(Tenant& tenant, const std::vector<StoryId>& ids);

  Result<Syncing, Errors> create_sync_destination(Tenant& tenant, NewSyncDestination wanted,
                                                  Time now);
  Result<Syncing, Errors> update_sync_destination(Tenant& tenant, SyncDestinationId id,
                                                  const SyncDestinationChange& change, Time now);
  Result<void, Errors> delete_sync_destination(Tenant& tenant, SyncDestinationId id);
  Result<void, Errors> sync_now(Tenant& tenant, SyncDestinationId id, Time now);
  Result<void, Errors> sync_story_now(Tenant& tenant, SyncDestinationId id, StoryId story,
                                      Time now);

 private:
  Errors find_errors(const Tenant& tenant, const NewSyncDestination& wanted) const;
  Errors find_story_errors(const Tenant& tenant, TeamId team,
                           const std::vector<StoryId>& ids) const;
  Result<void, Error> check_target(const Tenant& tenant, const SyncDestination& destination) const;
  std::vector<StoryId> in_subscription_order(std::vector<StoryId> ids) const;
  std::vector<StoryId> subscribe(Tenant& tenant, SyncDestination& destination,
                                 const std::vector<StoryId>& ids);
  void erase_story(Tenant& tenant, StoryId id);
  void erase_sync_destination(Tenant& tenant, SyncDestinationId id);
  void end_subscriptions_to(Tenant& tenant, StoryId story);

  Settings settings_;
  std::vector<Tenant> tenants_ = {};
  SyncEngine engine_;
  std::uint64_t changes_ = 0;
};

}  // namespace tines_mock::domain
