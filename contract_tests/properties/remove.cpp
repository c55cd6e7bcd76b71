#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// Delete.
namespace tines_mock::contract {

namespace {

Verdict has_no_body(const Session&, const Answer& answer) {
  if (answer.call.operation != Operation::remove || !answer.ok()) return holds;
  // A client does not read the body of a 204, which stays on the connection.
  const auto length = answer.response.headers.find("Content-Length").value_or("0");
  if (answer.response.body.empty() && length == "0") return holds;
  return Finding{"an empty body", seen(answer) + ", Content-Length " + std::string(length)};
}

PathId removed_one(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(remove_call(made.id));
  return made.id;
}

void remove_one(Session& session) {
  removed_one(session);
}

void is_not_shown(Session& session) {
  needs_revision_2026(session);
  const auto id = removed_one(session);
  const auto shown = session.send(improper(show_call(id)));
  session.require(shown.refused(), "show to refuse (4xx) what was deleted", shown);
}

void is_not_listed(Session& session) {
  const auto id = removed_one(session);
  const auto listed_one = with_id(session.list_all(), id);
  session.require(!listed_one, "the list without " + id + ", which was deleted", seen(listed_one));
}

void others_stay(Session& session) {
  const auto before = session.create(*any_draft(session.settings));
  const auto gone = session.create(*any_draft(session.settings));
  const auto after = session.create(*any_draft(session.settings));
  session.send(remove_call(gone.id));
  const auto all = session.list_all();
  for (const auto* other : {&before, &after}) {
    session.require_same(
        other->object, with_id(all, other->id),
        "the sync destination " + other->id + " as it was, after " + gone.id + " was deleted");
  }
}

void refuses_twice(Session& session) {
  const auto id = removed_one(session);
  const auto again = session.send(improper(remove_call(id)));
  session.require(again.refused(), "a refusal (4xx): it was deleted before", again);
}

void delete_refuses_unknown(Session& session) {
  const auto answer = session.send(improper(remove_call(std::to_string(session.unknown_id()))));
  session.require(answer.refused(), "a refusal (4xx): there is no such sync destination", answer);
}

void nothing_works_on_it(Session& session) {
  const auto id = removed_one(session);
  const auto synced = session.send(improper(manual_sync_call(id)));
  session.require(synced.refused(), "manual sync to refuse (4xx) what was deleted", synced);
  if (!session.facts.revision_2026) return;
  const auto updated = session.send(improper(update_call(id, {{"story_ids", Json::array()}})));
  session.require(updated.refused(), "update to refuse (4xx) what was deleted", updated);
}

}  // namespace

Promises remove_promises() {
  const auto row = vendor_pages("delete", "answers 204 with an empty body");
  return {
      {"delete.status", "delete answers 204", row, Effort::few, remove_one,
       answers(Operation::remove, 204)},
      {"delete.empty-body", "delete answers without a body", row, Effort::few, remove_one,
       has_no_body},
      {"delete.not-shown", "show refuses what was deleted", row, Effort::few, is_not_shown, {}},
      {"delete.not-listed",
       "list does not hold what was deleted",
       row,
       Effort::few,
       is_not_listed,
       {}},
      {"delete.others-stay",
       "delete removes no other sync destination",
       row,
       Effort::few,
       others_stay,
       {}},
      {"delete.twice",
       "delete refuses what was deleted before",
       row,
       Effort::few,
       refuses_twice,
       {}},
      {"delete.nothing-works",
       "manual sync and update refuse what was deleted",
       row,
       Effort::few,
       nothing_works_on_it,
       {}},
      {"delete.unknown",
       "delete refuses an id that no sync destination has",
       row,
       Effort::few,
       delete_refuses_unknown,
       {}},
  };
}

}  // namespace tines_mock::contract
