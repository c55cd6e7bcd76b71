#include "contract_tests/checks/object_checks.hpp"

#include "contract_tests/checks/reading.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace tines_mock::contract {

namespace {

bool carries_an_object(Operation operation) {
  return operation == Operation::create || operation == Operation::show ||
         operation == Operation::update;
}

CheckResult in_every_subscription(const Json& object, const ObjectCheck& check) {
  for (const auto& subscription : elements_of(object, "subscriptions")) {
    if (auto finding = check(subscription)) return finding;
  }
  return holds;
}

CheckResult unless(bool good, std::string expected, const Json& where) {
  if (good) return holds;
  return Finding{std::move(expected), seen(where)};
}

}  // namespace

CheckResult in_every_object(const ObjectCheck& check, const Answer& answer,
                            const std::function<bool(const PathId&)>& ours) {
  if (!answer.ok() || !answer.call.proper) return holds;
  if (carries_an_object(answer.call.operation)) {
    const auto object = destination_in(answer);
    return object ? check(*object) : holds;
  }
  if (answer.call.operation != Operation::list) return holds;
  const auto* const list = array_in(answer);
  if (list == nullptr) return holds;
  for (const auto& object : *list) {
    const auto id = object.is_object() ? id_of(object) : std::nullopt;
    if (!id || !ours(*id)) continue;
    if (auto finding = check(object)) return finding;
  }
  return holds;
}

CheckResult member_is_integer(const Json& object, const std::string& name) {
  return unless(member(object, name).is_number_integer(), "'" + name + "' as an integer", object);
}

CheckResult member_is_string(const Json& object, const std::string& name) {
  return unless(member(object, name).is_string(), "'" + name + "' as a string", object);
}

CheckResult subscriptions_are_an_array(const Json& object) {
  return unless(member(object, "subscriptions").is_array(), "'subscriptions' as an array", object);
}

CheckResult subscriptions_have_a_story(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    return unless(member(subscription, "story").is_object(),
                  "an object 'story' in each subscription", subscription);
  });
}

CheckResult story_ids_are_integers(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    return unless(member(member(subscription, "story"), "id").is_number_integer(),
                  "'story.id' as an integer", subscription);
  });
}

CheckResult story_names_are_strings(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    return unless(member(member(subscription, "story"), "name").is_string(),
                  "'story.name' as a string", subscription);
  });
}

CheckResult no_story_is_subscribed_twice(const Json& object) {
  const auto stories = subscribed_stories(object);
  const std::set<PathId> distinct(stories.begin(), stories.end());
  return unless(distinct.size() == stories.size(), "each story in one subscription", object);
}

CheckResult statuses_are_documented(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    static const std::array<Json, 3> statuses{"synced", "failed", "requires_sync"};
    const auto known = std::ranges::find(statuses, member(subscription, "status"));
    return unless(known != statuses.end(), "'status' as one of synced, failed, requires_sync",
                  subscription);
  });
}

CheckResult failures_have_a_message(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    const auto message = member(subscription, "error_message");
    const bool failed = member(subscription, "status") == "failed";
    return unless(!failed || (message.is_string() && !message.get<std::string>().empty()),
                  "'error_message' as text, because the status is failed", subscription);
  });
}

CheckResult successes_have_no_message(const Json& object) {
  return in_every_subscription(object, [](const Json& subscription) {
    const bool failed = member(subscription, "status") == "failed";
    const bool null = subscription.is_object() && subscription.contains("error_message") &&
                      subscription.at("error_message").is_null();
    return unless(failed || null,
                  "'error_message' there and null, because the status is not failed", subscription);
  });
}

CheckResult manual_sync_only_is_boolean(const Json& object) {
  return unless(!object.contains("manual_sync_only") || object.at("manual_sync_only").is_boolean(),
                "'manual_sync_only' as a boolean", object);
}

std::vector<std::string> undocumented_members(const Json& object) {
  static const std::set<std::string> known{"id",
                                           "destination_tenant_url",
                                           "destination_team_id",
                                           "origin_team_id",
                                           "subscriptions",
                                           "manual_sync_only"};
  static const std::set<std::string> of_subscription{"story", "status", "error_message"};
  static const std::set<std::string> of_story{"id", "name"};
  std::set<std::string> found;
  for (const auto& [name, value] : object.items()) {
    if (!known.contains(name)) found.insert(name);
  }
  for (const auto& subscription : elements_of(object, "subscriptions")) {
    if (!subscription.is_object()) continue;
    for (const auto& [name, value] : subscription.items()) {
      if (!of_subscription.contains(name)) found.insert("subscriptions[]." + name);
    }
    const auto story = member(subscription, "story");
    if (!story.is_object()) continue;
    for (const auto& [name, value] : story.items()) {
      if (!of_story.contains(name)) found.insert("subscriptions[].story." + name);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace tines_mock::contract
