#pragma once

#include "contract_tests/checks/promise.hpp"

#include <set>
#include <string>
#include <vector>

/// Reads answers that may have any shape.
namespace tines_mock::contract {

/// For people: status and body, in full. A report removes keys from it and shortens it.
std::string seen(const Answer& answer);
std::string seen(const Json& value);
/// "nothing" when empty.
std::string seen(const std::optional<Json>& value);

/// The member, or null when there is none.
Json member(const Json& object, const std::string& name);

/// The array of a list answer: its member with the name of the collection. Null when there is none.
const Json* array_in(const Answer& list);
/// The elements of that array.
std::vector<Json> elements_in(const Answer& list);
std::string collection_of(const Answer& list);
std::vector<Json> elements_of(const Json& object, const std::string& name);
/// The object with that id; empty when there is none.
std::optional<Json> with_id(const std::vector<Json>& objects, const PathId& id);

/// Ids of the subscribed stories, in the order of the answer.
std::vector<PathId> subscribed_stories(const Json& destination);
/// The same, sorted as texts.
std::vector<PathId> sorted_stories(const Json& destination);
/// Ids of stories as they stand in paths, sorted as texts.
std::vector<PathId> sorted_path_ids(const std::vector<std::int64_t>& story_ids);
/// Whether the story's subscription is `synced`; false when the destination is not there.
bool is_synced(const std::optional<Json>& destination, const PathId& story_id);
/// Whether any subscription is `requires_sync`.
bool waits_for_sync(const Json& destination);
/// The subscription of that story, or null.
Json subscription_of(const Json& destination, const PathId& story_id);
std::string status_of(const Json& destination, const PathId& story_id);

/// The object without what a sync changes (statuses and messages), its stories sorted by id.
Json lasting(const Json& destination);

/// "[1, 2, 3]"
std::string listed(const std::vector<std::string>& items);

}  // namespace tines_mock::contract
