#include "contract_tests/checks/object_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/tables.hpp"

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

AnswerCheck string(const std::string& name) {
  return every_object([name](const Json& object) { return member_is_string(object, name); });
}

/// Syncs that cannot work, seen by every operation that shows them.
void failing_syncs(Session& session) {
  look_at_failed_syncs(session, [&](const PathId&) { session.send(list_call()); });
}

/// A sync that works, as far as it does.
void working_sync(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.settled(made.id);
  session.send(list_call());
}

Session::Made with_manual_sync_only(Session& session) {
  needs_manual_sync_only(session);
  auto body = *any_draft(session.settings);
  body["manual_sync_only"] = *rc::gen::arbitrary<bool>();
  return session.create(body);
}

void manual_only(Session& session) {
  const auto made = with_manual_sync_only(session);
  session.send(list_call());
  if (!session.facts.revision_2026) return;
  session.send(show_call(made.id));
  session.send(update_call(made.id, {{"manual_sync_only", *rc::gen::arbitrary<bool>()}}));
}

void manual_sync_only_is_everywhere(Session& session) {
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
}

}  // namespace

Promises object_promises() {
  return {
      {"object.id",
       "id is an integer",
       seed_document("create-answer", "id, integer"),
       Effort::many,
       {},
       integer("id")},
      {"object.destination_tenant_url",
       "destination_tenant_url is a string",
       seed_document("create-answer", "destination_tenant_url, string"),
       Effort::many,
       {},
       string("destination_tenant_url")},
      {"object.destination_team_id",
       "destination_team_id is an integer",
       seed_document("create-answer", "destination_team_id, integer"),
       Effort::many,
       {},
       integer("destination_team_id")},
      {"object.origin_team_id",
       "origin_team_id is an integer",
       seed_document("create-answer", "origin_team_id, integer"),
       Effort::many,
       {},
       integer("origin_team_id")},
      {"object.subscriptions",
       "subscriptions is an array",
       seed_document("create-answer", "subscriptions, array"),
       Effort::many,
       {},
       every_object(subscriptions_are_an_array)},
      {"object.subscription-story",
       "each subscription has an object 'story'",
       seed_document("create-answer", "story of a subscription, object"),
       Effort::many,
       {},
       every_object(subscriptions_have_a_story)},
      {"object.story-id",
       "the id of a subscribed story is an integer",
       seed_document("create-answer", "id, integer"),
       Effort::many,
       {},
       every_object(story_ids_are_integers)},
      {"object.story-name",
       "the name of a subscribed story is a string",
       seed_document("create-answer", "name, string"),
       Effort::many,
       {},
       every_object(story_names_are_strings)},
      {"object.one-subscription-a-story",
       "no story stands in two subscriptions",
       seed_document("create-answer", "one per story"),
       Effort::many,
       {},
       every_object(no_story_is_subscribed_twice)},
      {"object.status", "a status is one of synced, failed, requires_sync",
       seed_document("create-subscription-status", "one of synced, failed, requires_sync"),
       Effort::few, working_sync, every_object(statuses_are_documented)},
      {"object.error-message-of-failed", "a failed subscription has a text as error_message",
       seed_document("create-error-message", "text when the status is failed"), Effort::few,
       failing_syncs, every_object(failures_have_a_message)},
      {"object.no-error-message", "error_message is there and null when the status is not failed",
       seed_document("create-error-message", "null otherwise"), Effort::few, working_sync,
       every_object(successes_have_no_message)},
      {"object.manual_sync_only", "manual_sync_only is a boolean",
       vendor_pages("object-manual-sync-only", "adds manual_sync_only, boolean, to the object"),
       Effort::many, manual_only, every_object(manual_sync_only_is_boolean)},
      {"object.has-manual_sync_only",
       "manual_sync_only is in every object when it is in one",
       vendor_pages("object-manual-sync-only", "adds manual_sync_only, boolean, to the object"),
       Effort::few,
       manual_sync_only_is_everywhere,
       {}},
  };
}

}  // namespace tines_mock::contract
