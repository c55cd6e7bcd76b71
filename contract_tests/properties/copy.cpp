#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

#include <algorithm>

/// What reaches the destination tenant.
namespace tines_mock::contract {

namespace {

Session::Made create_and_settle(Session& session, const Json& body) {
  const auto made = session.create(body);
  session.settled(made.id);
  return made;
}

Promise synced_story_arrives() {
  return {.id = "copy.reaches-team",
          .text = "a synced story is in the team of the destination tenant",
          .source = seed_document("create", "published to a team of the destination tenant"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_copies(session);
            const auto body = *any_draft(session.settings);
            create_and_settle(session, body);
            for (const auto& id : body.at("story_ids")) {
              const auto known = session.facts.story_names.find(id.dump());
              if (known == session.facts.story_names.end()) continue;
              const auto& name = known->second;
              session.eventually([&] { return copies_of(session, name) > 0; });
              session.require(copies_of(session, name) > 0,
                              "a story " + seen(Json(name)) + " in the destination team",
                              seen_in_the_destination_team(session));
            }
          }};
}

/// The stories are new, so a copy of one is from this sync.
Promise every_story_arrives() {
  return {.id = "copy.every-story",
          .text = "each of the stories of a sync destination is in the destination team",
          .source = seed_document("create", "one or more stories of the current tenant"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            for (const auto& story : synced_stories(session, 3, false).stories) {
              session.require(arrives(session, story), "each synced story in the destination team",
                              seen_in_the_destination_team(session));
            }
          }};
}

Promise no_other_story_arrives() {
  return {.id = "copy.subscribed-alone",
          .text = "a story of the team that is not subscribed does not reach the destination",
          .source = seed_document("create", "subscribes it to one or more stories"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            const auto other = make_story(session);
            const auto subscribed = synced_stories(session, 1, false);
            arrives(session, subscribed.stories.front());
            session.require(copies_of(session, other.name) == 0,
                            "no story in the destination team that is not subscribed",
                            seen_in_the_destination_team(session));
          }};
}

Promise added_story_arrives() {
  return {.id = "copy.added-story",
          .text = "a story that update added and that is synced is in the destination team",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_copies(session);
            const auto subscribed = synced_stories(session, 1, false);
            const auto added = make_story(session);
            const Json stories{subscribed.stories.front().id, added.id};
            session.send(update_call(subscribed.destination, {{"story_ids", stories}}));
            const auto object = session.settled(subscribed.destination);
            if (!is_synced(object, added.path_id())) {
              throw CouldNotCheck("the tenant does not sync a story that update added");
            }
            session.require(arrives(session, added),
                            "the added story in the destination team: it is synced",
                            seen_in_the_destination_team(session));
          }};
}

Promise refused_key_copies_nothing() {
  return {.id = "copy.refused-key",
          .text = "with a refused key nothing reaches the destination",
          .source = assumed("assumed-sync",
                            "nothing is synced with it, and nothing reaches the destination"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            const auto story = session.settings.story_ids.front();
            const auto name = session.facts.story_names.find(std::to_string(story));
            if (name == session.facts.story_names.end())
              throw CouldNotCheck("the story's name is not known");
            const auto before = copies_of(session, name->second);
            const auto made = session.create(with_refused_key(session, draft(session.settings)));
            session.settled(made.id);
            const auto after = copies_of(session, name->second);
            session.require(after <= before,
                            "no copy made with a key that the destination does not know",
                            std::to_string(after) + " stories " + seen(Json(name->second)));
          }};
}

Promise copy_has_the_name() {
  return {.id = "assumed.copy-name",
          .text = "a copy has the name of its story",
          .source = assumed("assumed-sync", "a story of the destination team with the same name"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            const auto& name = session.facts.story_names.begin()->second;
            create_and_settle(session, draft(session.settings, session.settings.story_ids));
            session.eventually([&] { return copies_of(session, name) > 0; });
            const auto names = names_in_the_destination_team(session);
            session.require(std::ranges::find(names, name) != names.end(),
                            "a story with the very name " + seen(Json(name)), seen(Json(names)));
          }};
}

Promise second_sync_adds_none() {
  return {.id = "assumed.copy-updated",
          .text = "a later sync updates the copy and never adds a second",
          .source = assumed("assumed-sync", "a later sync updates that copy, never adds a second"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            const auto& name = session.facts.story_names.begin()->second;
            const auto made =
                create_and_settle(session, draft(session.settings, session.settings.story_ids));
            const auto before = copies_of(session, name);
            session.send(manual_sync_call(made.id));
            session.settled(made.id);
            session.pause(session.facts.time_to_settle);
            const auto after = copies_of(session, name);
            session.require(after <= std::max<std::ptrdiff_t>(before, 1),
                            "the copy to be updated, none to be added",
                            std::to_string(after) + " stories " + seen(Json(name)));
          }};
}

Promise copies_stay() {
  return {
      .id = "assumed.copies-stay",
      .text = "copies stay when the sync destination is deleted",
      .source = assumed("assumed-sync", "copies in the destination stay", "copies_after_deletion"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_copies(session);
        const auto& name = session.facts.story_names.begin()->second;
        const auto made =
            create_and_settle(session, draft(session.settings, session.settings.story_ids));
        session.eventually([&] { return copies_of(session, name) > 0; });
        if (copies_of(session, name) == 0) throw CouldNotCheck("no copy was seen");
        const auto answer = session.send(remove_call(made.id));
        const bool stay = copies_of(session, name) > 0;
        assume(session, &Assumptions::copies_after_deletion,
               stay ? CopiesAfterDeletion::stay : CopiesAfterDeletion::removed,
               stay ? "copies stay" : "copies are removed", answer);
      }};
}

Promise neighbour_stays_away() {
  return {.id = "copy.neighbour-stays-away",
          .text = "a story that is not subscribed does not reach the destination when it changes",
          .source = seed_document("create", "subscribes it to one or more stories"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto neighbour = make_story(session);
            auto subscribed = synced_stories(session, 1, false);
            rename_when_quiet(session, neighbour);
            rename_when_quiet(session, subscribed.stories.front());
            session.send(manual_sync_call(subscribed.destination));
            require_not_arrived(session, neighbour, "because it is not subscribed");
          }};
}

Promise latest_edition_arrives() {
  return {.id = "copy.latest-edition",
          .text = "a story that changed twice arrives as it was changed last",
          .source = seed_document("create",
                                  "so that they are published to a team of the destination tenant"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = synced_stories(session, 1, false);
            auto& story = subscribed.stories.front();
            for (int i = 0; i < 2; ++i) rename(session, story);
            session.send(manual_sync_call(subscribed.destination));
            session.require(arrives(session, story),
                            "the story as it was changed last, " + seen(Json(story.name)) +
                                ", in the destination team after a manual sync",
                            seen_in_the_destination_team(session));
            // A sync of the story as it was before may still be under way.
            let_time_pass(session);
            session.require(arrives(session, story),
                            "the story to stay as it was changed last, " + seen(Json(story.name)),
                            seen_in_the_destination_team(session));
          }};
}

}  // namespace

Promises copy_promises() {
  return {synced_story_arrives(),       every_story_arrives(),
          no_other_story_arrives(),     added_story_arrives(),
          refused_key_copies_nothing(), copy_has_the_name(),
          second_sync_adds_none(),      copies_stay()};
}

Promises copy_of_changed_story_promises() {
  return {neighbour_stays_away(), latest_edition_arrives()};
}

}  // namespace tines_mock::contract
