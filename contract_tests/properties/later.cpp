#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// What must not happen any more, however long one waits.
namespace tines_mock::contract {

namespace {

/// Changes the story, once the tenant has done what it does about the requests before.
void edit(Session& session, OwnStory& story) {
  let_pass(session);
  rename(session, story);
}

void deleted_destination_syncs_nothing(Session& session) {
  needs_copies(session);
  auto subscribed = synced_stories(session, 2, false);
  session.send(remove_call(subscribed.destination));
  for (auto& story : subscribed.stories) edit(session, story);
  for (const auto& story : subscribed.stories) {
    does_not_arrive(session, story, "its sync destination was deleted before it changed");
  }
}

/// What goes on beside it: a sync, an update, a delete of another, an edit of its story.
void busy_with_another(Session& session, const PathId& other) {
  session.send(manual_sync_call(other));
  if (session.facts.revision_2026) {
    session.send(update_call(other, {{"story_ids", session.settings.story_ids}}));
  }
  session.send(remove_call(other));
  let_pass(session);
}

void stays_deleted(Session& session) {
  const auto made = session.create(draft(session.settings));
  const auto other = session.room_for(1) > 0
                         ? std::optional(session.create(draft(session.settings)).id)
                         : std::nullopt;
  session.settled(made.id, session.facts.time_to_settle);
  session.send(manual_sync_call(made.id));
  session.send(remove_call(made.id));
  session.send(improper(manual_sync_call(made.id)));
  if (other) busy_with_another(session, *other);
  let_pass(session);
  const auto listed_one = with_id(session.list_all(), made.id);
  session.require(!listed_one, "the list without " + made.id + ", which was deleted",
                  seen(listed_one));
  if (!session.facts.revision_2026) return;
  const auto shown = session.send(improper(show_call(made.id)));
  session.require(shown.refused(), "show to refuse (4xx) what was deleted", shown);
}

/// Two synced stories, of which an update has removed the second.
Subscribed one_was_removed(Session& session) {
  needs_revision_2026(session);
  auto subscribed = synced_stories(session, 2, false);
  const Json left{{"story_ids", Json::array({subscribed.stories.front().id})}};
  session.send(update_call(subscribed.destination, left));
  return subscribed;
}

void removed_story_stays_away(Session& session) {
  needs_copies(session);
  auto subscribed = one_was_removed(session);
  auto& removed = subscribed.stories.back();
  edit(session, removed);
  does_not_arrive(session, removed, "because an update removed it before it changed");
  session.send(manual_sync_call(subscribed.destination));
  session.send(improper(story_sync_call(subscribed.destination, removed.path_id())));
  does_not_arrive(session, removed, "because a manual sync is of the subscribed stories");
}

void removed_subscription_stays_away(Session& session) {
  auto subscribed = one_was_removed(session);
  const auto& id = subscribed.destination;
  const auto only = subscribed.stories.front().path_id();
  const auto is_alone = [&](const std::string& after) {
    const auto object = session.current(id);
    session.require(object && subscribed_stories(*object) == std::vector{only},
                    "a subscription of story " + only + " alone " + after, seen(object));
  };
  session.send(update_call(id, Json::object()));
  is_alone("after an update without story_ids");
  session.send(
      update_call(id, {{"destination_tenant_api_key", session.settings.destination_api_key}}));
  is_alone("after an update of the key");
  session.send(manual_sync_call(id));
  edit(session, subscribed.stories.back());
  let_pass(session);
  is_alone("after a manual sync, and a change of the story that was removed");
  const auto listed_one = with_id(session.list_all(), id);
  session.require(listed_one && subscribed_stories(*listed_one) == std::vector{only},
                  "the list with a subscription of story " + only + " alone", seen(listed_one));
}

void neighbour_stays_away(Session& session) {
  needs_copies(session);
  auto neighbour = make_story(session);
  auto subscribed = synced_stories(session, 1, false);
  edit(session, neighbour);
  edit(session, subscribed.stories.front());
  session.send(manual_sync_call(subscribed.destination));
  does_not_arrive(session, neighbour, "because it is not subscribed");
}

/// A sync destination whose flag an update has set waits for a trigger as one that was made so.
void flag_of_an_update_holds_back(Session& session) {
  needs_revision_2026(session);
  needs_manual_sync_only(session);
  needs_copies(session);
  auto subscribed = synced_stories(session, 1, false);
  session.send(update_call(subscribed.destination, {{"manual_sync_only", true}}));
  auto& story = subscribed.stories.front();
  edit(session, story);
  does_not_arrive(session, story, "because an update set manual_sync_only");
  session.send(manual_sync_call(subscribed.destination));
  session.require(arrives(session, story), "the changed story after a manual trigger",
                  seen_in_the_destination_team(session));
}

/// Other things that happen are no trigger.
void others_are_no_trigger(Session& session) {
  needs_copies(session);
  auto waiting = synced_stories(session, 2, true);
  auto& story = waiting.stories.front();
  rename(session, story);
  auto busy = synced_stories(session, 1, false);
  edit(session, busy.stories.front());
  session.send(manual_sync_call(busy.destination));
  if (session.facts.revision_2026) {
    session.send(story_sync_call(waiting.destination, waiting.stories.back().path_id()));
    session.send(update_call(busy.destination, Json::object()));
  }
  does_not_arrive(session, story, "because its sync destination had no manual trigger");
}

void latest_edition_arrives(Session& session) {
  needs_copies(session);
  auto subscribed = synced_stories(session, 1, false);
  auto& story = subscribed.stories.front();
  for (int i = 0; i < 2; ++i) rename(session, story);
  session.send(manual_sync_call(subscribed.destination));
  session.require(arrives(session, story),
                  "the story as it was changed last, " + seen(Json(story.name)) +
                      ", in the destination team after a manual sync",
                  seen_in_the_destination_team(session));
  // A sync of the form before may come later.
  let_pass(session);
  session.require(arrives(session, story),
                  "the story to stay as it was changed last, " + seen(Json(story.name)),
                  seen_in_the_destination_team(session));
}

/// Whether the destination tenant itself refuses the key. Only then must it sync nothing.
void needs_a_destination_that_refuses(Session& session, const std::string& key) {
  const auto call = api_call(Operation::stories, "GET", "/stories?per_page=1");
  const auto answer =
      session.destination->send(improper(with(call, {Credentials::Kind::bearer, key})));
  if (!answer.refused()) throw CouldNotCheck("the destination tenant takes any key");
}

void replaced_key_is_not_used(Session& session) {
  needs_revision_2026(session);
  needs_copies(session);
  const auto key = session.unknown_key();
  needs_a_destination_that_refuses(session, key);
  auto subscribed = synced_stories(session, 1, false);
  const auto& id = subscribed.destination;
  const auto updated =
      session.send(improper(update_call(id, {{"destination_tenant_api_key", key}})));
  if (!updated.ok()) throw CouldNotCheck("the tenant refuses a key that the destination refuses");
  session.send(update_call(id, {{"story_ids", {subscribed.stories.front().id}}}));
  edit(session, subscribed.stories.front());
  session.send(manual_sync_call(id));
  does_not_arrive(session, subscribed.stories.front(),
                  "because an update has replaced the key by one that the destination refuses");
}

void deleted_story_stays_deleted(Session& session) {
  auto subscribed = synced_stories(session, 2, false);
  const auto gone = subscribed.stories.back();
  delete_story(session, gone);
  session.send(manual_sync_call(subscribed.destination));
  let_pass(session);
  const auto shown = session.send(improper(api_call(Operation::other, "GET", gone.path())));
  session.require(!shown.ok(), "story " + gone.path_id() + " not on the tenant: it was deleted",
                  shown);
}

}  // namespace

Promises later_promises() {
  const auto update = vendor_pages("update", "It takes any of");
  const auto subscribes = seed_document("create", "subscribes it to one or more stories");
  const auto manual_only =
      vendor_pages("create-manual-sync-only", "stories are synced only on a manual trigger");
  const auto removal = vendor_pages("delete", "answers 204");
  return {
      {"delete.syncs-nothing-later",
       "after a sync destination is deleted, its stories reach the destination no more",
       removal,
       Effort::once,
       deleted_destination_syncs_nothing,
       {}},
      {"delete.stays-deleted",
       "a deleted sync destination does not come back",
       removal,
       Effort::once,
       stays_deleted,
       {}},
      {"update.removed-story-stays-away",
       "a story that update removed does not reach the destination when it changes",
       update,
       Effort::once,
       removed_story_stays_away,
       {}},
      {"update.removed-subscription-stays-away",
       "a subscription that update removed does not come back",
       update,
       Effort::once,
       removed_subscription_stays_away,
       {}},
      {"update.key-replaced",
       "a key that update has replaced is not used any more",
       update,
       Effort::once,
       replaced_key_is_not_used,
       {}},
      {"copy.neighbour-stays-away",
       "a story that is not subscribed does not reach the destination when it changes",
       subscribes,
       Effort::once,
       neighbour_stays_away,
       {}},
      {"copy.latest-edition",
       "a story that changed twice arrives as it was changed last",
       seed_document("create", "so that they are published to a team of the destination tenant"),
       Effort::once,
       latest_edition_arrives,
       {}},
      {"sync.manual-only-by-update",
       "manual_sync_only that update sets holds back as if it had been set by create",
       manual_only,
       Effort::once,
       flag_of_an_update_holds_back,
       {}},
      {"sync.manual-only-alone",
       "with manual_sync_only the sync of another story or destination is no trigger",
       manual_only,
       Effort::once,
       others_are_no_trigger,
       {}},
      {"stories.stay-deleted",
       "a deleted story does not come back, also when its sync destination is synced",
       vendor_pages("stories", "deleted (204)"),
       Effort::once,
       deleted_story_stays_deleted,
       {}},
  };
}

}  // namespace tines_mock::contract
