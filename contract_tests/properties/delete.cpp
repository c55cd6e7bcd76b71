#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// Delete.
namespace tines_mock::contract {

namespace {

PathId create_and_remove(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(remove_call(made.id));
  return made.id;
}

void remove_a_new_one(Session& session) {
  create_and_remove(session);
}

Promise delete_answers_204() {
  return {.id = "delete.status",
          .text = "delete answers 204",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .always = answers(Operation::remove, 204),
          .tour = remove_a_new_one};
}

Promise delete_answers_without_a_body() {
  return {
      .id = "delete.empty-body",
      .text = "delete answers without a body",
      .source = vendor_pages("delete", "answers 204 with an empty body"),
      .effort = Effort::few,
      .always = [](const Session&, const Answer& answer) -> CheckResult {
        if (answer.call.operation != Operation::remove || !answer.ok()) return holds;
        // A client does not read a body after 204: its bytes would stay on the connection.
        const auto length = answer.response.headers.find("Content-Length").value_or("0");
        if (answer.response.body.empty() && length == "0") return holds;
        return Finding{"an empty body", seen(answer) + ", Content-Length " + std::string(length)};
      },
      .tour = remove_a_new_one};
}

Promise what_was_deleted_is_not_shown() {
  return {.id = "delete.not-shown",
          .text = "show refuses what was deleted",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto id = create_and_remove(session);
            const auto shown = session.send(improper(show_call(id)));
            session.require(shown.refused(), "show to refuse (4xx) what was deleted", shown);
          }};
}

Promise what_was_deleted_is_not_listed() {
  return {.id = "delete.not-listed",
          .text = "list does not hold what was deleted",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto id = create_and_remove(session);
            const auto listed_one = with_id(session.list_all(), id);
            session.require(!listed_one, "the list without " + id + ", which was deleted",
                            seen(listed_one));
          }};
}

Promise delete_leaves_others() {
  return {.id = "delete.others-stay",
          .text = "delete removes no other sync destination",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto before = session.create(*any_draft(session.settings));
            const auto gone = session.create(*any_draft(session.settings));
            const auto after = session.create(*any_draft(session.settings));
            session.send(remove_call(gone.id));
            const auto all = session.list_all();
            for (const auto* other : {&before, &after}) {
              session.require_same(other->object, with_id(all, other->id),
                                   "the sync destination " + other->id + " as it was, after " +
                                       gone.id + " was deleted");
            }
          }};
}

Promise delete_refuses_what_was_deleted() {
  return {.id = "delete.twice",
          .text = "delete refuses what was deleted before",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto id = create_and_remove(session);
            require_refused(session, remove_call(id), "it was deleted before");
          }};
}

Promise nothing_works_on_what_was_deleted() {
  return {.id = "delete.nothing-works",
          .text = "manual sync and update refuse what was deleted",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto id = create_and_remove(session);
            const auto synced = session.send(improper(manual_sync_call(id)));
            session.require(synced.refused(), "manual sync to refuse (4xx) what was deleted",
                            synced);
            if (!session.facts.revision_2026) return;
            const auto updated =
                session.send(improper(update_call(id, {{"story_ids", Json::array()}})));
            session.require(updated.refused(), "update to refuse (4xx) what was deleted", updated);
          }};
}

Promise delete_refuses_an_unknown_id() {
  return {.id = "delete.unknown",
          .text = "delete refuses an id that no sync destination has",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::few,
          .check = [](Session& session) {
            require_refused(session, remove_call(std::to_string(session.unknown_id())),
                            "there is no such sync destination");
          }};
}

Promise deleted_destination_syncs_nothing() {
  return {.id = "delete.syncs-nothing-later",
          .text = "after a sync destination is deleted, its stories reach the destination no more",
          .source = vendor_pages("delete", "answers 204"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = synced_stories(session, 2, false);
            session.send(remove_call(subscribed.destination));
            for (auto& story : subscribed.stories) rename_when_quiet(session, story);
            for (const auto& story : subscribed.stories) {
              require_not_arrived(session, story,
                                  "its sync destination was deleted before it changed");
            }
          }};
}

/// Syncs, updates and deletes another sync destination.
void sync_update_and_delete(Session& session, const PathId& other) {
  session.send(manual_sync_call(other));
  if (session.facts.revision_2026) {
    session.send(update_call(other, {{"story_ids", session.settings.story_ids}}));
  }
  session.send(remove_call(other));
  let_time_pass(session);
}

Promise deleted_destination_stays_deleted() {
  return {.id = "delete.stays-deleted",
          .text = "a deleted sync destination does not come back",
          .source = vendor_pages("delete", "answers 204"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto made = session.create(draft(session.settings));
            const auto other = session.room_for(1) > 0
                                   ? std::optional(session.create(draft(session.settings)).id)
                                   : std::nullopt;
            session.settled(made.id, session.facts.time_to_settle);
            session.send(manual_sync_call(made.id));
            session.send(remove_call(made.id));
            session.send(improper(manual_sync_call(made.id)));
            if (other) sync_update_and_delete(session, *other);
            let_time_pass(session);
            const auto listed_one = with_id(session.list_all(), made.id);
            session.require(!listed_one, "the list without " + made.id + ", which was deleted",
                            seen(listed_one));
            if (!session.facts.revision_2026) return;
            const auto shown = session.send(improper(show_call(made.id)));
            session.require(shown.refused(), "show to refuse (4xx) what was deleted", shown);
          }};
}

}  // namespace

Promises delete_promises() {
  return {delete_answers_204(),
          delete_answers_without_a_body(),
          what_was_deleted_is_not_shown(),
          what_was_deleted_is_not_listed(),
          delete_leaves_others(),
          delete_refuses_what_was_deleted(),
          nothing_works_on_what_was_deleted(),
          delete_refuses_an_unknown_id()};
}

Promises delete_for_good_promises() {
  return {deleted_destination_syncs_nothing(), deleted_destination_stays_deleted()};
}

}  // namespace tines_mock::contract
