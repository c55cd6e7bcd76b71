#pragma once

#include "api/context.hpp"
#include "json/parse.hpp"

#include <tines_mock/revision.hpp>

#include <string>
#include <vector>

/// The objects of the API, as answers hold them (tines-api.md, sections 1–3).
namespace tines_mock::api {

/// A sync destination with what its object needs of its tenant: copied under the lock, written
/// outside of it. Subscriptions to stories that the call's key does not see are left out.
struct SyncDestinationView {
  SyncDestination destination;
  std::vector<std::string> story_names;  ///< one for each subscription
};

SyncDestinationView view_of(const LockedWorld& locked, const SyncDestination& destination);

Json object_of(const SyncDestinationView& view, Revision revision);
Json object_of(const Story& story);
Json object_of(const Team& team);

/// The export of a story: its content under its name.
Json export_of(const Story& story);

}  // namespace tines_mock::api
