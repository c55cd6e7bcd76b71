#include "contract_tests/checks/object_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// The sync destination object, wherever it is answered.
namespace tines_mock::contract {

namespace {

AnswerCheck every_object(ObjectCheck check) {
  return [check = std::move(check)](const Session& session, const Answer& answer) {
    return in_every_object(check, answer, [&](const PathId& id) { return session.is_ours(id); });
  };
}

AnswerCheck integer(const std::string& name) {
  return every_object([name](const Json& object) { return member_is_integer(object, name); });
}

Promise id_is_an_integer() {
  return {.id = "object.id",
          .text = "id is an integer",
          .source = seed_document("create-answer", "id, integer"),
          .effort = Effort::many,
          .always = integer("id")};
}

AnswerCheck string(const std::string& name) {
  return every_object([name](const Json& object) { return member_is_string(object, name); });
}

Promise destination_tenant_url_is_a_string() {
  return {.id = "object.destination_tenant_url",
          .text = "destination_tenant_url is a string",
          .source = seed_document("create-answer", "destination_tenant_url, string"),
          .effort = Effort::many,
          .always = string("destination_tenant_url")};
}

Promise destination_team_id_is_an_integer() {
  return {.id = "object.destination_team_id",
          .text = "destination_team_id is an integer",
          .source = seed_document("create-answer", "destination_team_id, integer"),
          .effort = Effort::many,
          .always = integer("destination_team_id")};
}

Promise origin_team_id_is_an_integer() {
  return {.id = "object.origin_team_id",
          .text = "origin_team_id is an integer",
          .source = seed_document("create-answer", "origin_team_id, integer"),
          .effort = Effort::many,
          .always = integer("origin_team_id")};
}

Promise subscriptions_is_an_array() {
  return {.id = "object.subscriptions",
          .text = "subscriptions is an array",
          .source = seed_document("create-answer", "subscriptions, array"),
          .effort = Effort::many,
          .always = every_object(subscriptions_are_an_array)};
}

Promise each_subscription_has_a_story() {
  return {.id = "object.subscription-story",
          .text = "each subscription has an object 'story'",
          .source = seed_document("create-answer", "story of a subscription, object"),
          .effort = Effort::many,
          .always = every_object(subscriptions_have_a_story)};
}

Promise story_id_is_an_integer() {
  return {.id = "object.story-id",
          .text = "the id of a subscribed story is an integer",
          .source = seed_document("create-answer", "id, integer"),
          .effort = Effort::many,
          .always = every_object(story_ids_are_integers)};
}

Promise story_name_is_a_string() {
  return {.id = "object.story-name",
          .text = "the name of a subscribed story is a string",
          .source = seed_document("create-answer", "name, string"),
          .effort = Effort::many,
          .always = every_object(story_names_are_strings)};
}

Promise each_story_is_subscribed_once() {
  return {.id = "object.one-subscription-a-story",
          .text = "no story stands in two subscriptions",
          .source = seed_document("create-answer", "one per story"),
          .effort = Effort::many,
          .always = every_object(no_story_is_subscribed_twice)};
}

/// A sync that is expected to succeed.
void working_sync(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.settled(made.id);
  session.send(list_call());
}

Promise each_status_is_documented() {
  return {
      .id = "object.status",
      .text = "a status is one of synced, failed, requires_sync",
      .source = seed_document("create-subscription-status", "one of synced, failed, requires_sync"),
      .effort = Effort::few,
      .always = every_object(statuses_are_documented),
      .tour = working_sync};
}

/// Syncs that cannot succeed.
Promise failed_subscriptions_have_a_message() {
  return {.id = "object.error-message-of-failed",
          .text = "a failed subscription has a text as error_message",
          .source = seed_document("create-error-message", "text when the status is failed"),
          .effort = Effort::few,
          .always = every_object(failures_have_a_message),
          .tour = [](Session& session) {
            look_at_failed_syncs(session, [&](const PathId&) { session.send(list_call()); });
          }};
}

Promise other_subscriptions_have_no_message() {
  return {.id = "object.no-error-message",
          .text = "error_message is there and null when the status is not failed",
          .source = seed_document("create-error-message", "null otherwise"),
          .effort = Effort::few,
          .always = every_object(successes_have_no_message),
          .tour = working_sync};
}

Session::Made with_manual_sync_only(Session& session) {
  needs_manual_sync_only(session);
  auto body = *any_draft(session.settings);
  body["manual_sync_only"] = *rc::gen::arbitrary<bool>();
  return session.create(body);
}

Promise manual_sync_only_is_a_boolean() {
  return {.id = "object.manual_sync_only",
          .text = "manual_sync_only is a boolean",
          .source = vendor_pages("object-manual-sync-only",
                                 "adds manual_sync_only, boolean, to the object"),
          .effort = Effort::many,
          .always = every_object(manual_sync_only_is_boolean),
          .tour = [](Session& session) {
            const auto made = with_manual_sync_only(session);
            session.send(list_call());
            if (!session.facts.revision_2026) return;
            session.send(show_call(made.id));
            session.send(update_call(made.id, {{"manual_sync_only", *rc::gen::arbitrary<bool>()}}));
          }};
}

Promise manual_sync_only_is_everywhere() {
  return {.id = "object.has-manual_sync_only",
          .text = "manual_sync_only is in every object when it is in one",
          .source = vendor_pages("object-manual-sync-only",
                                 "adds manual_sync_only, boolean, to the object"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto made = with_manual_sync_only(session);
            const auto has_it = [&](const std::optional<Json>& object, const char* where) {
              session.require(!object || object->contains("manual_sync_only"),
                              std::string("'manual_sync_only' in ") + where, seen(object));
            };
            has_it(made.object, "create");
            has_it(with_id(session.list_all(), made.id), "list");
            if (!session.facts.revision_2026) return;
            has_it(destination_in(session.send(show_call(made.id))), "show");
            has_it(destination_in(session.send(update_call(made.id, Json::object()))), "update");
          }};
}

}  // namespace

Promises object_promises() {
  return {id_is_an_integer(),
          destination_tenant_url_is_a_string(),
          destination_team_id_is_an_integer(),
          origin_team_id_is_an_integer(),
          subscriptions_is_an_array(),
          each_subscription_has_a_story(),
          story_id_is_an_integer(),
          story_name_is_a_string(),
          each_story_is_subscribed_once(),
          each_status_is_documented(),
          failed_subscriptions_have_a_message(),
          other_subscriptions_have_no_message(),
          manual_sync_only_is_a_boolean(),
          manual_sync_only_is_everywhere()};
}

}  // namespace tines_mock::contract
