#pragma once

#include "contract_tests/checks/promise.hpp"

/// Checks of the sync destination object, wherever it stands in an answer.
namespace tines_mock::contract {

/// Judges one object.
using ObjectCheck = std::function<Verdict(const Json& object)>;

/// Judges every object in a success of create, show, update and list; in a list only those that
/// this run has made (`ours`).
Verdict in_every_object(const ObjectCheck& check, const Answer& answer,
                        const std::function<bool(const PathId&)>& ours);

Verdict member_is_integer(const Json& object, const std::string& name);
Verdict member_is_string(const Json& object, const std::string& name);
Verdict subscriptions_are_an_array(const Json& object);
Verdict subscriptions_have_a_story(const Json& object);
Verdict story_ids_are_integers(const Json& object);
Verdict story_names_are_strings(const Json& object);
Verdict no_story_is_subscribed_twice(const Json& object);
Verdict statuses_are_documented(const Json& object);
/// A failed subscription has a text as error_message.
Verdict failures_have_a_message(const Json& object);
/// Every other subscription has null.
Verdict successes_have_no_message(const Json& object);
Verdict manual_sync_only_is_boolean(const Json& object);

/// The paths of members that no document names.
std::vector<std::string> undocumented_members(const Json& object);

}  // namespace tines_mock::contract
