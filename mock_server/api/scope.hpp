#pragma once

#include <tines_mock/entities.hpp>

#include <optional>

namespace tines_mock::api {

/// What a key sees of its tenant: all of it or, with a team key, its own team and what belongs to
/// that team. The one place that decides so; what a key does not see is not there for it (A).
class Scope {
 public:
  Scope() = default;
  explicit Scope(const ApiKey& key) : only_team_(key.team_id) {}

  bool is_whole_tenant() const { return !only_team_; }

  bool sees(TeamId team) const { return !only_team_ || *only_team_ == team; }
  bool sees(const Team& team) const { return sees(team.id); }
  bool sees(const Story& story) const { return sees(story.team_id); }
  bool sees(const SyncDestination& destination) const { return sees(destination.origin_team_id); }

 private:
  std::optional<TeamId> only_team_ = {};
};

}  // namespace tines_mock::api
