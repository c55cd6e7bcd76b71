#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// What happens to a subscription when its story changes on the origin.
namespace tines_mock::contract {

namespace {

/// The only story of a sync destination.
struct SyncedStory {
  OwnStory story;
  PathId destination;
};

SyncedStory make_synced_story(Session& session, bool manual_sync_only) {
  const auto subscribed = synced_stories(session, 1, manual_sync_only);
  return {subscribed.stories.front(), subscribed.destination};
}

Promise changed_story_requires_sync() {
  return {.id = "assumed.manual-sync-waits",
          .text = "with manual_sync_only the subscription of a changed story is requires_sync",
          .source = assumed("assumed-sync", "requires_sync until a manual trigger"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto subscribed = make_synced_story(session, true);
            rename(session, subscribed.story);
            session.pause(session.facts.time_to_settle);
            const auto waiting = session.current(subscribed.destination);
            session.require(
                waiting && status_of(*waiting, subscribed.story.path_id()) == "requires_sync",
                "requires_sync until a manual trigger, because of manual_sync_only", seen(waiting));
          }};
}

Promise changed_story_is_synced_again() {
  return {.id = "assumed.changed-story-syncs",
          .text = "a changed story is synced again by itself",
          .source = assumed("assumed-sync", "synced again at once"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = make_synced_story(session, false);
            rename(session, subscribed.story);
            const bool arrives =
                session.eventually([&] { return copies_of(session, subscribed.story.name) > 0; });
            session.require(arrives, "the changed story in the destination, without a trigger",
                            seen_in_the_destination_team(session));
          }};
}

Promise copy_is_renamed_with_its_story() {
  return {.id = "assumed.copy-follows",
          .text = "the copy of a renamed story is renamed, none is added",
          .source = assumed("assumed-sync", "a later sync updates that copy, never adds a second"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = make_synced_story(session, false);
            const auto before = subscribed.story.name;
            rename(session, subscribed.story);
            session.send(manual_sync_call(subscribed.destination));
            session.eventually([&] { return copies_of(session, subscribed.story.name) > 0; });
            session.require(
                copies_of(session, subscribed.story.name) == 1 && copies_of(session, before) == 0,
                "one copy, with the new name", seen_in_the_destination_team(session));
          }};
}

Promise subscription_of_deleted_story_disappears() {
  return {.id = "assumed.story-deletion",
          .text = "the subscription of a deleted story disappears",
          .source = assumed("assumed-sync", "a subscribed story is deleted on the origin",
                            "story_deletion"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto subscribed = make_synced_story(session, false);
            delete_story(session, subscribed.story);
            session.pause(session.facts.time_to_settle);
            const auto answer = session.send(list_call(page_query(500, 1)));
            const auto object = session.current(subscribed.destination);
            if (!object) throw CouldNotCheck("the sync destination was deleted with the story");
            const bool gone = subscription_of(*object, subscribed.story.path_id()).is_null();
            if (!gone) {
              session.require(status_of(*object, subscribed.story.path_id()) == "failed",
                              "no subscription to a deleted story, or a failed one", seen(*object));
            }
            assume(session, &Assumptions::story_deletion,
                   gone ? StoryDeletion::subscription_removed : StoryDeletion::subscription_failed,
                   gone ? "the subscription is removed" : "the subscription is failed", answer);
          }};
}

}  // namespace

Promises assumed_story_changes() {
  return {changed_story_requires_sync(), changed_story_is_synced_again(),
          copy_is_renamed_with_its_story(), subscription_of_deleted_story_disappears()};
}

}  // namespace tines_mock::contract
