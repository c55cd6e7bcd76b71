#pragma once

#include "contract_tests/checks/promise.hpp"

/// Checks of the sync destination object, wherever it stands in an answer.
namespace tines_mock::contract {

/// Judges one object.
using ObjectCheck = std::function<CheckResult(const Json& object)>;

/// Judges every object in a success of create, show, update and list; in a list only those that
/// this run has made (`ours`).
CheckResult in_every_object(const ObjectCheck& check, const Answer& answer,
                            const std::function<bool(const PathId&)>& ours);

CheckResult member_is_integer(const Json& object, const std::string& name);
CheckResult member_is_string(const Json& object, const std::string& name);
CheckResult subscriptions_are_an_array(const Json& object);
CheckResult subscriptions_have_a_story(const Json& object);
CheckResult story_ids_are_integers(const Json& object);
CheckResult story_names_are_strings(const Json& object);
CheckResult no_story_is_subscribed_twice(const Json& object);
CheckResult statuses_are_documented(const Json& object);
/// A failed subscription has a text as error_message.
CheckResult failures_have_a_message(const Json& object);
/// Every other subscription has null.
CheckResult successes_have_no_message(const Json& object);
CheckResult manual_sync_only_is_boolean(const Json& object);

/// The paths of members that no document names.
std::vector<std::string> undocumented_members(const Json& object);

}  // namespace tines_mock::contract
