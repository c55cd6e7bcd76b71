#pragma once

#include "contract_tests/checks/promise.hpp"

#include <set>
#include <string>
#include <vector>

/// Reading answers without trusting them.
namespace tines_mock::contract {

/// For people: status and body. A report makes it short, after it has looked for keys in it.
std::string seen(const Answer& answer);
std::string seen(const Json& value);
/// The same of what may have gone.
std::string seen(const std::optional<Json>& value);

/// The member, or null when there is none.
Json member(const Json& object, const std::string& name);

/// What a list answer lists, by the last word of its path ("stories"); empty when it is no list.
std::vector<Json> elements_in(const Answer& list);
std::string collection_of(const Answer& list);
std::vector<Json> elements_of(const Json& object, const std::string& name);
/// The object with that id; nothing when there is none.
std::optional<Json> with_id(const std::vector<Json>& objects, const PathId& id);

/// Ids of the subscribed stories in the order of the answer, as they stand in paths.
std::vector<PathId> subscribed_stories(const Json& destination);
/// Whether the story's subscription is `synced`; false when the destination is not there.
bool is_synced(const std::optional<Json>& destination, const PathId& story_id);
/// Whether any subscription is `requires_sync`.
bool waits_for_sync(const Json& destination);
/// The subscription of that story, or null.
Json subscription_of(const Json& destination, const PathId& story_id);
std::string status_of(const Json& destination, const PathId& story_id);

/// The object without what a sync changes by itself: statuses and messages; subscriptions sorted.
Json lasting(const Json& destination);

/// "[1, 2, 3]"
std::string listed(const std::vector<std::string>& items);

}  // namespace tines_mock::contract
