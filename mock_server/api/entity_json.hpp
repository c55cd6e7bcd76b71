#pragma once

#include "api/context.hpp"
#include "json/parse.hpp"

#include <tines_mock/revision.hpp>

#include <optional>
#include <string>
#include <vector>

/// The objects of the API as they stand in responses (contract_tests/tines-api.md#create-answer,
/// #story-object and #team-object).
namespace tines_mock::api {

/// A copy of what the object of a sync destination shows: it is made while the world is locked and
/// written as JSON afterwards. Subscriptions to stories that the request's key does not see are
/// left out.
struct SyncDestinationView {
  struct Subscription {
    StoryId story_id = {};
    std::string story_name = {};
    SyncStatus status = SyncStatus::requires_sync;
    std::optional<std::string> error_message = {};
  };
  SyncDestinationId id = {};
  std::string destination_tenant_url = {};
  TeamId destination_team_id = {};
  TeamId origin_team_id = {};
  bool manual_sync_only = false;
  std::vector<Subscription> subscriptions = {};
};

SyncDestinationView view_of(const LockedWorld& locked, const SyncDestination& destination);

Json object_of(const SyncDestinationView& view, Revision revision);
Json object_of(const Story& story);
Json object_of(const Team& team);

/// What the operation story.export responds with.
Json export_of(const Story& story);

}  // namespace tines_mock::api
