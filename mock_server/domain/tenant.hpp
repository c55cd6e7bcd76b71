#pragma once

#include "support/url.hpp"

#include <tines_mock/world_spec.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace tines_mock::domain {

/// The state of one tenant, and an index of its synced copies. It checks no rules of the API.
class Tenant {
 public:
  /// `mock_paths`: every path below the mock's origin that names the tenant, "/t/origin" and
  /// others.
  Tenant(const TenantSpec& spec, std::vector<std::string> mock_paths, Time now,
         std::uint64_t rng_seed);
  TenantSpec spec() const;

  const std::string& name() const { return name_; }
  /// The declared URL.
  const std::string& url() const { return url_; }
  /// The declared URL in normal form; empty when it is not a URL.
  const std::optional<BaseUrl>& base_url() const { return base_url_; }
  const std::vector<std::string>& mock_paths() const { return mock_paths_; }

  std::vector<ApiKey>& keys() { return keys_; }
  const std::vector<ApiKey>& keys() const { return keys_; }
  const ApiKey* find_key(std::string_view secret) const;

  const std::map<TeamId, Team>& teams() const { return teams_; }
  const Team* find_team(TeamId id) const;
  Team& add_team(std::string name);
  void rename_team(TeamId id, std::string name);
  void erase_team(TeamId id);

  const std::map<StoryId, Story>& stories() const { return stories_; }
  const Story* find_story(StoryId id) const;
  /// The copy of that story in that team; null when there is none, or it was deleted.
  const Story* find_copy(const StoryOrigin& origin, TeamId team) const;
  /// Gives the story an id, and a guid when it has none.
  const Story& add_story(Story story);
  void replace_story(Story story);  ///< REQUIRES: a story with its id exists
  void erase_story(StoryId id);

  std::map<SyncDestinationId, SyncDestination>& sync_destinations() { return destinations_; }
  const std::map<SyncDestinationId, SyncDestination>& sync_destinations() const {
    return destinations_;
  }
  const SyncDestination* find_sync_destination(SyncDestinationId id) const;
  SyncDestination* find_sync_destination(SyncDestinationId id);
  SyncDestination& add_sync_destination(SyncDestination destination);  ///< gives it an id

 private:
  using CopyKey = std::tuple<std::string, StoryId, TeamId>;

  void index_copy(const Story& story);
  void unindex_copy(const Story& story);

  std::string name_;
  std::string url_;
  std::optional<BaseUrl> base_url_;
  std::vector<std::string> mock_paths_;
  std::uint64_t rng_seed_;
  std::vector<ApiKey> keys_;
  std::map<TeamId, Team> teams_;
  std::map<StoryId, Story> stories_;
  std::map<CopyKey, StoryId> copies_;
  std::map<SyncDestinationId, SyncDestination> destinations_;
  TeamId next_team_id_;
  StoryId next_story_id_;
  SyncDestinationId next_sync_destination_id_;
};

}  // namespace tines_mock::domain
