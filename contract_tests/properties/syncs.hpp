#pragma once

#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/session.hpp"

#include <optional>
#include <vector>

/// Sync destinations in a known state. Each function throws CouldNotCheck when the tenant does not
/// get that far.
namespace tines_mock::contract {

/// A sync destination that holds stories of our own, all of them synced.
struct Subscribed {
  std::vector<OwnStory> stories;
  PathId destination;
};
Subscribed synced_stories(Session& session, std::size_t count, bool manual_sync_only);

/// A sync destination and those of its stories that are not synced.
struct Waiting {
  PathId destination;
  std::vector<PathId> stories;
};
/// Its stories will be synced by a manual trigger alone. Tenants differ in what leads there.
Waiting waiting_for_a_trigger(Session& session);

/// Created with a key that the destination does not know, then updated to the right one.
Session::Made with_a_corrected_key(Session& session, Json body);

/// The sync destination as soon as the story is synced, or as it is after the longest wait.
std::optional<Json> once_synced(Session& session, const PathId& destination, const PathId& story);

}  // namespace tines_mock::contract
