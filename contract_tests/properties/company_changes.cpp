#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

#include <algorithm>

/// Requests in flight together, part 2: updates, deletes and syncs.
namespace tines_mock::contract {

namespace {

using Ids = std::vector<std::int64_t>;

Call stories_update(const PathId& id, const Ids& stories) {
  return update_call(id, {{"story_ids", stories}});
}

Promise proper_requests_succeed() {
  return {
      .id = "company.answers",
      .text = "a proper request succeeds, or asks to come again, whatever else is in flight",
      .source = vendor_pages("error-classes", "400–499 the client's fault, 500–599 the server's"),
      .effort = Effort::once,
      .check = in_rounds([](Session& session) {
        const auto first = session.create(draft(session.settings));
        const auto second = session.create(draft(session.settings));
        const auto third = session.create(draft(session.settings));
        std::vector<Call> calls{create_call(draft(session.settings)), list_call(),
                                create_call(draft(session.settings)), manual_sync_call(first.id),
                                remove_call(second.id)};
        if (session.facts.revision_2026) {
          calls.push_back(show_call(first.id));
          calls.push_back(stories_update(third.id, {}));
        }
        for (const auto& answer : session.send_together(calls)) {
          session.require(answer.ok() || is_refused_for_others(answer),
                          "a success, or 409, 422, 423, 429 or 503 because of the other requests",
                          answer);
        }
      })};
}

/// Each request concerns a sync destination of its own.
Promise all_changes_take_effect() {
  return {.id = "company.others-kept",
          .text = "requests in flight on different sync destinations all take effect",
          .source = vendor_pages("list", "the sync destinations, page by page"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            const bool updates = session.facts.revision_2026;
            const auto updated = session.create(draft(session.settings));
            const auto removed = session.create(draft(session.settings));
            const auto synced = session.create(draft(session.settings));
            std::vector<Call> calls{create_call(draft(session.settings)), remove_call(removed.id),
                                    manual_sync_call(synced.id),
                                    create_call(draft(session.settings))};
            if (updates) calls.push_back(stories_update(updated.id, {}));
            const auto answers = session.send_together(calls);
            const auto all = session.list_all();
            for (const auto& answer : answers) {
              if (!answer.ok()) continue;
              const auto id = id_in(answer);
              if (answer.call.operation == Operation::create && id) {
                session.require(with_id(all, *id).has_value(),
                                "the created sync destination " + *id, "a list without it");
              }
              if (answer.call.operation == Operation::remove) {
                session.require(!with_id(all, removed.id),
                                "a list without the deleted " + removed.id, "a list with it");
              }
            }
            session.require_same(synced.object, with_id(all, synced.id),
                                 "the sync destination that was synced, as it was");
            const auto after = session.current(updated.id);
            const auto expected =
                updates && answers.back().ok() ? Ids{} : Ids{session.settings.story_ids[0]};
            session.require(after && sorted_stories(*after) == sorted_path_ids(expected),
                            "subscriptions of " + listed(sorted_path_ids(expected)), seen(after));
          })};
}

Promise both_members_change() {
  return {.id = "company.members-kept",
          .text = "of two updates in flight that change different members, both take effect",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            needs_revision_2026(session);
            needs_manual_sync_only(session);
            const auto made = session.create(draft(session.settings));
            const auto answers = session.send_together(
                {stories_update(made.id, {}), update_call(made.id, {{"manual_sync_only", true}})});
            const auto after = session.current(made.id);
            const auto expected = answers[0].ok() ? Ids{} : Ids{session.settings.story_ids[0]};
            session.require(after && sorted_stories(*after) == sorted_path_ids(expected) &&
                                member(*after, "manual_sync_only") == Json(answers[1].ok()),
                            "subscriptions of " + listed(sorted_path_ids(expected)) +
                                ", manual_sync_only " + seen(Json(answers[1].ok())) +
                                ", as two updates at once asked for",
                            seen(after));
          })};
}

Promise one_update_wins() {
  return {.id = "company.one-wins",
          .text = "of two updates in flight with other story_ids, one takes effect as a whole",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            needs_revision_2026(session);
            needs_stories(session, 2);
            const auto& stories = session.settings.story_ids;
            const auto made = session.create(draft(session.settings));
            const Ids first(stories.begin(), stories.end() - 1), second{stories.back()};
            const auto answers = session.send_together(
                {stories_update(made.id, first), stories_update(made.id, second)});
            const auto after = session.current(made.id);
            std::vector<std::vector<PathId>> allowed;
            if (answers[0].ok()) allowed.push_back(sorted_path_ids(first));
            if (answers[1].ok()) allowed.push_back(sorted_path_ids(second));
            if (allowed.empty())
              throw CouldNotCheck("of two updates at once the tenant refused both");
            session.require(
                std::ranges::find(allowed, sorted_stories(after.value_or(Json()))) != allowed.end(),
                "the stories of one of two updates: " + listed(allowed.front()) + " or " +
                    listed(allowed.back()),
                seen(after));
          })};
}

Promise same_stories_are_subscribed_once() {
  return {.id = "company.same-stories",
          .text = "updates in flight with the same story_ids subscribe each story once",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            needs_revision_2026(session);
            needs_stories(session, 2);
            const auto& stories = session.settings.story_ids;
            const auto made = session.create(draft(session.settings));
            const auto update = stories_update(made.id, stories);
            const auto answers = session.send_together({update, update, update});
            if (std::ranges::none_of(answers, &Answer::ok)) {
              throw CouldNotCheck("of three updates at once the tenant refused all");
            }
            const auto after = session.current(made.id);
            session.require(sorted_stories(after.value_or(Json())) == sorted_path_ids(stories),
                            "each story subscribed once, after three updates at once asked for it",
                            seen(after));
          })};
}

void require_gone(Session& session, const PathId& id) {
  const auto listed_one = with_id(session.list_all(), id);
  session.require(!listed_one, "a list without " + id + ", which was deleted", seen(listed_one));
  if (!session.facts.revision_2026) return;
  const auto shown = session.send(improper(show_call(id)));
  session.require(shown.refused(), "a refusal (4xx) of " + id + ", which was deleted", shown);
}

/// Whether the tenant handles the delete first or last, the sync destination is gone in the end.
Promise deleted_destination_is_gone() {
  return {
      .id = "company.deleted-is-gone",
      .text =
          "a deleted sync destination is gone, though syncs and an update were in flight with the "
          "delete",
      .source = vendor_pages("delete", "answers 204 with an empty body"),
      .effort = Effort::once,
      .check = in_rounds([](Session& session) {
        const auto made = session.create(draft(session.settings));
        std::vector<Call> calls{manual_sync_call(made.id), remove_call(made.id),
                                manual_sync_call(made.id)};
        if (session.facts.revision_2026) {
          calls.push_back(update_call(made.id, {{"story_ids", session.settings.story_ids}}));
        }
        for (auto& call : calls) call.proper = false;
        const auto answers = session.send_together(calls);
        if (!answers[1].ok())
          throw CouldNotCheck("the delete was refused because of other requests in flight");
        session.pause(session.facts.time_to_settle);
        require_gone(session, made.id);
      })};
}

Promise one_delete_works() {
  return {.id = "company.deletes",
          .text = "of deletes in flight of one sync destination one works, and it is gone",
          .source = vendor_pages("delete", "answers 204 with an empty body"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            const auto made = session.create(draft(session.settings));
            const auto remove = improper(remove_call(made.id));
            const auto answers = session.send_together({remove, remove, remove});
            if (std::ranges::all_of(answers, is_refused_for_others))
              throw CouldNotCheck("every delete was refused because of the others");
            for (const auto& answer : answers) {
              session.require(
                  answer.status() == 204 || answer.refused() || is_refused_for_others(answer),
                  "204, or a refusal (4xx) because another delete came first", answer);
            }
            session.require(std::ranges::any_of(answers, &Answer::ok),
                            "204 from one of three deletes at once", answers.back());
            require_gone(session, made.id);
          })};
}

Promise syncs_leave_the_destination() {
  return {
      .id = "company.syncs",
      .text =
          "manual syncs in flight together all answer, and leave the sync destination as it was",
      .source = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}"),
      .effort = Effort::once,
      .check = in_rounds([](Session& session) {
        const auto made = session.create(draft(session.settings, session.settings.story_ids));
        const auto before = session.settled(made.id);
        const auto sync = manual_sync_call(made.id);
        for (const auto& answer : session.send_together({sync, sync, sync})) {
          session.require(answer.ok() || is_refused_for_others(answer), "200 for each manual sync",
                          answer);
        }
        const auto story = std::to_string(session.settings.story_ids.front());
        std::optional<Json> after;
        session.eventually([&] {
          after = session.current(made.id);
          return !is_synced(before, story) || is_synced(after, story);
        });
        session.require_same(made.object, after, "the sync destination as it was");
        session.require(!is_synced(before, story) || is_synced(after, story),
                        "story " + story + " synced, as before", seen(after));
      })};
}

/// Each sync writes its own status while the others write theirs.
void require_each_synced(Session& session, Subscribed& subscribed) {
  std::vector<Call> calls;
  for (auto& story : subscribed.stories) {
    rename(session, story);
    calls.push_back(story_sync_call(subscribed.destination, story.path_id()));
  }
  const auto answers = session.send_together(calls);
  std::optional<Json> after;
  const auto all_synced = [&] {
    after = session.current(subscribed.destination);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].ok() && !is_synced(after, subscribed.stories[i].path_id())) return false;
    }
    return true;
  };
  session.require(session.eventually(all_synced),
                  "each story synced whose sync was asked for at once with others", seen(after));
}

Promise every_story_is_synced() {
  return {
      .id = "company.story-syncs",
      .text = "of stories synced in flight together each gets to 'synced'",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_revision_2026(session);
        auto subscribed = synced_stories(session, 3, true);
        for (int round = 0; round < rounds; ++round) require_each_synced(session, subscribed);
      }};
}

Promise syncs_make_one_copy() {
  return {.id = "assumed.company-copies",
          .text = "syncs in flight together make one copy of a story",
          .source = assumed("assumed-sync", "a later sync updates that copy, never adds a second"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            needs_copies(session);
            const auto subscribed = synced_stories(session, 1, false);
            const auto& story = subscribed.stories.front();
            const auto sync = manual_sync_call(subscribed.destination);
            const auto create = create_call(draft(session.settings, {story.id}));
            for (const auto& answer : session.send_together({sync, create, sync, create})) {
              if (const auto id = id_in(answer)) session.settled(*id);
            }
            session.settled(subscribed.destination);
            session.pause(session.facts.time_to_settle);
            const auto copies = copies_of(session, story.name);
            session.require(copies <= 1, "one copy of the story, however many syncs are in flight",
                            std::to_string(copies) + " stories " + seen(Json(story.name)));
          })};
}

}  // namespace

Promises company_change_promises() {
  return {
      proper_requests_succeed(), all_changes_take_effect(),          both_members_change(),
      one_update_wins(),         same_stories_are_subscribed_once(), deleted_destination_is_gone(),
      one_delete_works(),        syncs_leave_the_destination(),      every_story_is_synced(),
      syncs_make_one_copy()};
}

}  // namespace tines_mock::contract
