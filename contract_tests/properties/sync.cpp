#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// Manual sync, sync of one story, and what a sync does.
namespace tines_mock::contract {

namespace {

void sync_a_new_one(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(manual_sync_call(made.id));
}

Promise manual_sync_answers_200() {
  return {.id = "manual_sync.status",
          .text = "manual sync answers 200",
          .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
          .effort = Effort::few,
          .always = answers(Operation::manual_sync, 200),
          .tour = sync_a_new_one};
}

AnswerCheck answers_with_true(Operation operation, const std::string& name) {
  return [=](const Session&, const Answer& answer) -> CheckResult {
    if (answer.call.operation != operation || !answer.call.proper || !answer.ok()) return holds;
    if (answer.json && member(*answer.json, name) == Json(true)) return holds;
    return Finding{"{\"" + name + "\": true}", seen(answer)};
  };
}

Promise manual_sync_says_that_it_began() {
  return {.id = "manual_sync.answer",
          .text = "manual sync answers {\"sync_initiated\": true}",
          .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
          .effort = Effort::few,
          .always = answers_with_true(Operation::manual_sync, "sync_initiated"),
          .tour = sync_a_new_one};
}

Promise manual_sync_keeps_the_rest() {
  return {.id = "manual_sync.keeps-the-rest",
          .text = "manual sync changes statuses alone",
          .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto made = session.create(*any_draft(session.settings));
            session.send(manual_sync_call(made.id));
            session.require_same(made.object, session.current(made.id),
                                 "the sync destination as it was, except for statuses");
          }};
}

Promise manual_sync_refuses_an_unknown_id() {
  return {.id = "manual_sync.unknown",
          .text = "manual sync refuses an id that no sync destination has",
          .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto id = std::to_string(session.unknown_id());
            require_refused(session, manual_sync_call(id), "there is no such sync destination");
          }};
}

/// Some tenants need time to get there, some a trigger.
Promise sync_comes_to_an_end() {
  return {.id = "sync.comes-to-an-end",
          .text = "a sync comes to its end, by itself or by a manual sync",
          .source = seed_document("create", "so that they are published"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto made = session.create(draft(session.settings));
            auto object = session.settled(made.id, session.longest_wait());
            if (object && waits_for_sync(*object)) {
              session.send(manual_sync_call(made.id));
              object = session.settled(made.id, session.longest_wait());
            }
            session.require(object && !waits_for_sync(*object),
                            "'synced' or 'failed', at the latest " +
                                std::to_string(session.longest_wait().count()) +
                                " ms after a manual sync",
                            seen(object));
          }};
}

Promise manual_sync_syncs_every_story() {
  return {.id = "manual_sync.syncs",
          .text = "manual sync syncs every subscribed story",
          .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto waiting = waiting_for_a_trigger(session);
            session.send(manual_sync_call(waiting.destination));
            for (const auto& story : waiting.stories) {
              const auto object = once_synced(session, waiting.destination, story);
              session.require(is_synced(object, story),
                              "story " + story + " synced after a manual sync", seen(object));
            }
          }};
}

void sync_one_story_of_a_new_one(Session& session) {
  needs_revision_2026(session);
  const auto body = *any_draft(session.settings);
  const auto made = session.create(body);
  const auto stories = body.at("story_ids");
  const auto pick = *rc::gen::inRange<std::size_t>(0, stories.size());
  session.send(story_sync_call(made.id, stories[pick].dump()));
}

Promise story_sync_answers_200() {
  return {
      .id = "story_sync.status",
      .text = "sync of one story answers 200",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::few,
      .always = answers(Operation::story_sync, 200),
      .tour = sync_one_story_of_a_new_one};
}

Promise story_sync_says_that_it_began() {
  return {
      .id = "story_sync.answer",
      .text = "sync of one story answers {\"story_sync_initiated\": true}",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::few,
      .always = answers_with_true(Operation::story_sync, "story_sync_initiated"),
      .tour = sync_one_story_of_a_new_one};
}

Promise story_sync_refuses_an_unknown_id() {
  return {
      .id = "story_sync.unknown",
      .text = "sync of one story refuses an id that no sync destination has",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::few,
      .check = [](Session& session) {
        needs_revision_2026(session);
        const auto story = std::to_string(session.settings.story_ids.front());
        const auto id = std::to_string(session.unknown_id());
        require_refused(session, story_sync_call(id, story), "there is no such sync destination");
      }};
}

Promise story_sync_refuses_an_unsubscribed_story() {
  return {
      .id = "story_sync.not-subscribed",
      .text = "sync of one story refuses a story that is not subscribed",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::few,
      .check = [](Session& session) {
        needs_revision_2026(session);
        const auto made = session.create(draft(session.settings));
        const auto story = session.settings.story_ids.size() > 1 ? session.settings.story_ids.back()
                                                                 : session.unknown_id();
        require_refused(session, story_sync_call(made.id, std::to_string(story)),
                        "the story is not subscribed");
      }};
}

Promise story_sync_syncs() {
  return {
      .id = "story_sync.syncs",
      .text = "sync of one story syncs that story",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto waiting = waiting_for_a_trigger(session);
        const auto& story = waiting.stories.front();
        session.send(story_sync_call(waiting.destination, story));
        const auto object = once_synced(session, waiting.destination, story);
        session.require(is_synced(object, story), "story " + story + " synced after its sync",
                        seen(object));
      }};
}

Promise story_sync_syncs_that_story_alone() {
  return {
      .id = "story_sync.alone",
      .text = "sync of one story syncs no other",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_stories(session, 2);
        const auto waiting = waiting_for_a_trigger(session);
        const auto& story = waiting.stories.front();
        session.send(story_sync_call(waiting.destination, story));
        once_synced(session, waiting.destination, story);
        session.pause(session.facts.time_to_settle);
        const auto object = session.current(waiting.destination);
        for (std::size_t i = 1; i < waiting.stories.size(); ++i) {
          session.require(!is_synced(object, waiting.stories[i]),
                          "only story " + story + " synced, because only its sync was asked for",
                          seen(object));
        }
      }};
}

Promise refused_key_syncs_nothing() {
  return {.id = "sync.refused-key",
          .text = "a key that the destination does not know syncs nothing",
          .source = assumed("assumed-sync", "nothing is synced with it"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_arriving_syncs(session);
            const auto made = session.create(with_refused_key(session, draft(session.settings)));
            const auto before = session.settled(made.id);
            const auto story = std::to_string(session.settings.story_ids.front());
            session.require(!is_synced(before, story),
                            "no sync with a key that the destination does not know", seen(before));
            session.send(manual_sync_call(made.id));
            const auto after = session.settled(made.id);
            session.require(!is_synced(after, story),
                            "no sync with a key that the destination does not know", seen(after));
          }};
}

Promise manual_sync_only_waits_for_a_trigger() {
  return {
      .id = "sync.manual-only",
      .text =
          "with manual_sync_only a changed story reaches the destination on a manual trigger alone",
      .source =
          vendor_pages("create-manual-sync-only", "stories are synced only on a manual trigger"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_copies(session);
        auto subscribed = synced_stories(session, 1, true);
        auto& story = subscribed.stories.front();
        rename(session, story);
        session.pause(session.facts.time_to_settle);
        session.require(copies_of(session, story.name) == 0,
                        "the changed story not in the destination before a manual trigger",
                        seen_in_the_destination_team(session));
        session.send(manual_sync_call(subscribed.destination));
        session.require(arrives(session, story),
                        "the changed story in the destination after a manual trigger",
                        seen_in_the_destination_team(session));
      }};
}

Json attributes_of(Session& session, const OwnStory& story) {
  const auto answer = session.send(api_call(Operation::other, "GET", story.path()));
  if (!answer.ok() || !answer.json) throw CouldNotCheck("the tenant does not show the story");
  Json attributes = Json::object();
  for (const auto* name : {"id", "name", "description", "disabled", "priority", "published",
                           "locked", "team_id", "folder_id", "keep_events_for", "tags", "mode",
                           "send_to_story_enabled", "change_control_enabled"}) {
    if (answer.json->contains(name)) attributes[name] = answer.json->at(name);
  }
  return attributes;
}

Promise sync_leaves_the_story_alone() {
  return {.id = "sync.story-untouched",
          .text = "a sync does not change the story on the tenant itself",
          .source = seed_document("create",
                                  "so that they are published to a team of the destination tenant"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_arriving_syncs(session);
            const auto story = make_story(session);
            const auto before = attributes_of(session, story);
            const auto made = session.create(draft(session.settings, {story.id}));
            session.send(manual_sync_call(made.id));
            session.settled(made.id);
            let_time_pass(session);
            const auto after = attributes_of(session, story);
            session.require(after == before, "the story on the tenant as it was: " + seen(before),
                            seen(after));
          }};
}

Promise manual_sync_only_can_be_set_by_update() {
  return {.id = "sync.manual-only-by-update",
          .text = "manual_sync_only that update sets holds back as if it had been set by create",
          .source = vendor_pages("create-manual-sync-only",
                                 "stories are synced only on a manual trigger"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_manual_sync_only(session);
            needs_copies(session);
            auto subscribed = synced_stories(session, 1, false);
            session.send(update_call(subscribed.destination, {{"manual_sync_only", true}}));
            auto& story = subscribed.stories.front();
            rename_when_quiet(session, story);
            require_not_arrived(session, story, "because an update set manual_sync_only");
            session.send(manual_sync_call(subscribed.destination));
            session.require(arrives(session, story), "the changed story after a manual trigger",
                            seen_in_the_destination_team(session));
          }};
}

Promise other_syncs_are_no_trigger() {
  return {
      .id = "sync.manual-only-alone",
      .text = "with manual_sync_only the sync of another story or destination is no trigger",
      .source =
          vendor_pages("create-manual-sync-only", "stories are synced only on a manual trigger"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_copies(session);
        auto waiting = synced_stories(session, 2, true);
        auto& story = waiting.stories.front();
        rename(session, story);
        auto busy = synced_stories(session, 1, false);
        rename_when_quiet(session, busy.stories.front());
        session.send(manual_sync_call(busy.destination));
        if (session.facts.revision_2026) {
          session.send(story_sync_call(waiting.destination, waiting.stories.back().path_id()));
          session.send(update_call(busy.destination, Json::object()));
        }
        require_not_arrived(session, story, "because its sync destination had no manual trigger");
      }};
}

}  // namespace

Promises sync_promises() {
  return {manual_sync_answers_200(),
          manual_sync_says_that_it_began(),
          manual_sync_keeps_the_rest(),
          manual_sync_refuses_an_unknown_id(),
          sync_comes_to_an_end(),
          manual_sync_syncs_every_story(),
          story_sync_answers_200(),
          story_sync_says_that_it_began(),
          story_sync_refuses_an_unknown_id(),
          story_sync_refuses_an_unsubscribed_story(),
          story_sync_syncs(),
          story_sync_syncs_that_story_alone()};
}

Promises refused_key_promises() {
  return {refused_key_syncs_nothing()};
}

Promises manual_only_promises() {
  return {manual_sync_only_waits_for_a_trigger()};
}

Promises manual_only_alone_promises() {
  return {manual_sync_only_can_be_set_by_update(), other_syncs_are_no_trigger()};
}

Promises story_untouched_promises() {
  return {sync_leaves_the_story_alone()};
}

}  // namespace tines_mock::contract
