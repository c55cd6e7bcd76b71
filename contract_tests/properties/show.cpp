#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// Show.
namespace tines_mock::contract {

namespace {

Answer show_a_new_one(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  return session.send(show_call(made.id));
}

void show_and_forget(Session& session) {
  show_a_new_one(session);
}

Promise show_answers_200() {
  return {.id = "show.status",
          .text = "show answers 200",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .always = answers(Operation::show, 200),
          .tour = show_and_forget};
}

Promise show_answers_one_object() {
  return {.id = "show.envelope",
          .text = "show answers {\"sync_destination\": object}",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .always = every_answer(show_envelope),
          .tour = show_and_forget};
}

Promise show_answers_what_was_created() {
  return {.id = "show.same-as-created",
          .text = "show answers the sync destination that was asked for, as it was created",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::many,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(*any_draft(session.settings));
            session.create(*any_draft(session.settings));
            const auto shown = session.send(show_call(made.id));
            const auto object = destination_in(shown);
            if (!shown.ok() || !object) throw CouldNotCheck("show gave no sync destination");
            session.require(lasting(*object) == lasting(made.object), seen(lasting(made.object)),
                            shown);
          }};
}

Promise show_answers_what_is_listed() {
  return {.id = "show.same-as-listed",
          .text = "show and list agree",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(*any_draft(session.settings));
            session.settled(made.id);
            const auto shown = destination_in(session.send(show_call(made.id)));
            const auto listed_one = with_id(session.list_all(), made.id);
            if (!listed_one || !shown) return;
            session.require(lasting(*shown) == lasting(*listed_one),
                            "list and show to agree on " + made.id,
                            "show " + seen(shown) + ", list " + seen(listed_one));
          }};
}

Promise show_names_stories_as_create_did() {
  return {.id = "show.story-names",
          .text = "show names the stories as create did",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
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
          }};
}

Promise show_refuses_an_unknown_id() {
  return {.id = "show.unknown",
          .text = "show refuses an id that no sync destination has",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            require_refused(session, show_call(std::to_string(session.unknown_id())),
                            "there is no such sync destination");
          }};
}

}  // namespace

Promises show_promises() {
  return {show_answers_200(),
          show_answers_one_object(),
          show_answers_what_was_created(),
          show_answers_what_is_listed(),
          show_names_stories_as_create_did(),
          show_refuses_an_unknown_id()};
}

}  // namespace tines_mock::contract
