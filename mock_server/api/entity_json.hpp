#pragma once

#include "api/context.hpp"
#include "json/parse.hpp"

#include <tines_mock/revision.hpp>

#include <string>
#include <vector>

/// The objects of the API as they stand in responses (contract_tests/tines-api.md#create-answer,
/// #story-object and #team-object).
namespace tines_mock::api {

/// A copy of a sync destination and the story names that its object shows: it is made while the
/// world is locked and written as JSON afterwards. Subscriptions to stories that the request's key
/// does not see are left out.
struct SyncDestinationView {
  SyncDestination destination;
  std::vector<std::string> story_names;  ///< one for each subscription
};

SyncDestinationView view_of(const LockedWorld& locked, const SyncDestination& destination);

Json object_of(const SyncDestinationView& view, Revision revision);
Json object_of(const Story& story);
Json object_of(const Team& team);

/// What the operation story.export responds with.
Json export_of(const Story& story);

}  // namespace tines_mock::api
