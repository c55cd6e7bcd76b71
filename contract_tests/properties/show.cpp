#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/tables.hpp"

/// Show.
namespace tines_mock::contract {

namespace {

Answer show_a_new_one(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  return session.send(show_call(made.id));
}

void show_one(Session& session) {
  show_a_new_one(session);
}

void shows_what_was_created(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  session.create(*any_draft(session.settings));
  const auto shown = session.send(show_call(made.id));
  const auto object = destination_in(shown);
  if (!shown.ok() || !object) throw CouldNotCheck("show gave no sync destination");
  session.require(lasting(*object) == lasting(made.object), seen(lasting(made.object)), shown);
}

void shows_what_is_listed(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  session.settled(made.id);
  const auto shown = destination_in(session.send(show_call(made.id)));
  const auto listed_one = with_id(session.list_all(), made.id);
  if (!listed_one || !shown) return;
  session.require(lasting(*shown) == lasting(*listed_one), "list and show to agree on " + made.id,
                  "show " + seen(shown) + ", list " + seen(listed_one));
}

void names_are_those_of_create(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  const auto shown = destination_in(session.send(show_call(made.id)));
  if (!shown) throw CouldNotCheck("show gave no sync destination");
  for (const auto& story : subscribed_stories(made.object)) {
    const auto name = [&](const Json& object) {
      return member(member(subscription_of(object, story), "story"), "name");
    };
    session.require(name(*shown) == name(made.object),
                    "the story's name as create answered it: " + seen(name(made.object)),
                    seen(name(*shown)));
  }
}

void show_refuses_unknown(Session& session) {
  needs_revision_2026(session);
  const auto answer = session.send(improper(show_call(std::to_string(session.unknown_id()))));
  session.require(answer.refused(), "a refusal (4xx): there is no such sync destination", answer);
}

}  // namespace

Promises show_promises() {
  const auto show = vendor_pages("show", "answers 200 with {\"sync_destination\": object}");
  return {
      {"show.status", "show answers 200", show, Effort::few, show_one,
       answers(Operation::show, 200)},
      {"show.envelope", "show answers {\"sync_destination\": object}", show, Effort::few, show_one,
       every_answer(show_envelope)},
      {"show.same-as-created",
       "show answers the sync destination that was asked for, as it was created",
       show,
       Effort::many,
       shows_what_was_created,
       {}},
      {"show.same-as-listed", "show and list agree", show, Effort::few, shows_what_is_listed, {}},
      {"show.story-names",
       "show names the stories as create did",
       show,
       Effort::few,
       names_are_those_of_create,
       {}},
      {"show.unknown",
       "show refuses an id that no sync destination has",
       show,
       Effort::few,
       show_refuses_unknown,
       {}},
  };
}

}  // namespace tines_mock::contract
