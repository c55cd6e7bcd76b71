#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <tines_mock/world_spec.hpp>

#include <vector>

#include <nlohmann/json.hpp>

/// The entities as JSON in a world file (fixtures/schemas/world.schema.json).
namespace tines_mock::formats {

inline const Names<Right> right_names = {{"administer_sync", Right::administer_sync},
                                         {"publish", Right::publish},
                                         {"read", Right::read},
                                         {"write", Right::write}};
inline const Names<KeyKind> key_kind_names = {{"tenant_owner", KeyKind::tenant_owner},
                                              {"service", KeyKind::service},
                                              {"personal", KeyKind::personal},
                                              {"team", KeyKind::team}};
inline const Names<SyncStatus> status_names = {{"synced", SyncStatus::synced},
                                               {"failed", SyncStatus::failed},
                                               {"requires_sync", SyncStatus::requires_sync}};
inline const Names<PushCause> push_cause_names = {{"create", PushCause::create},
                                                  {"update", PushCause::update},
                                                  {"change", PushCause::change},
                                                  {"manual", PushCause::manual},
                                                  {"one_story", PushCause::one_story}};
inline const Names<PushOutcome> push_outcome_names = {{"synced", PushOutcome::synced},
                                                      {"failed", PushOutcome::failed},
                                                      {"stuck", PushOutcome::stuck}};
inline const Names<PushFailure> push_failure_names = {{"unreachable", PushFailure::unreachable},
                                                      {"timed_out", PushFailure::timed_out},
                                                      {"key_refused", PushFailure::key_refused},
                                                      {"team_unknown", PushFailure::team_unknown},
                                                      {"rejected", PushFailure::rejected}};
/// Below the largest integer, so that there is room for the ids of new entities.
inline constexpr IntegerRange id_range{1, std::int64_t{1} << 53};
/// Of a pending push: ms until it is due, and how many syncs caused one another before it.
inline constexpr IntegerRange a_push_time{0, std::chrono::milliseconds(limits::delay).count()};
inline constexpr IntegerRange a_push_chain{0, limits::push_chain};

/// An array of numbers.
template <class EntityId>
Json ids_json(const std::vector<EntityId>& ids) {
  std::vector<std::int64_t> numbers;
  for (const EntityId id : ids) numbers.push_back(id.value);
  return numbers;
}

ApiKey read_key(const ValueReader& value);
Team read_team(const ValueReader& value);
Story read_story(const ValueReader& value);
SyncDestination read_sync_destination(const ValueReader& value);
PendingPush read_pending_push(const ValueReader& value);

Json to_json(const ApiKey& key);
Json to_json(const Team& team);
Json to_json(const Story& story);
Json to_json(const SyncDestination& destination);
Json to_json(const PendingPush& push);

}  // namespace tines_mock::formats
