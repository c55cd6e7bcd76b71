#include "contract_tests/properties/copies.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/assume.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// What reaches the destination tenant.
namespace tines_mock::contract {

void needs_copies(const Session& session) {
  needs_arriving_syncs(session);
  if (!session.facts.destination_seen) {
    throw CouldNotCheck("the stories of the destination tenant cannot be listed");
  }
  if (session.facts.story_names.empty()) {
    throw CouldNotCheck("the tenant does not serve the stories' names");
  }
}

std::vector<std::string> names_in_the_destination_team(Session& session) {
  const Json team = session.settings.destination_team_id;
  std::vector<std::string> names;
  for (const auto& story : all_elements(*session.destination, stories_call(team))) {
    const auto of = member(story, "team_id");
    const auto name = member(story, "name");
    if (name.is_string() && (of.is_null() || of == team)) names.push_back(name);
  }
  return names;
}

std::ptrdiff_t copies_of(Session& session, const std::string& name) {
  return std::ranges::count_if(names_in_the_destination_team(session), [&](const auto& other) {
    return other.find(name) != std::string::npos;
  });
}

bool arrives(Session& session, const OwnStory& story) {
  return session.eventually([&] { return copies_of(session, story.name) > 0; });
}

void does_not_arrive(Session& session, const OwnStory& story, const std::string& because) {
  let_pass(session);
  session.require(copies_of(session, story.name) == 0,
                  "no story " + seen(Json(story.name)) + " in the destination team, " + because,
                  seen_in_the_destination_team(session));
}

std::string seen_in_the_destination_team(Session& session) {
  return "stories " + seen(Json(names_in_the_destination_team(session)));
}

namespace {

Session::Made settled_one(Session& session, const Json& body) {
  const auto made = session.create(body);
  session.settled(made.id);
  return made;
}

void copy_is_there(Session& session) {
  needs_copies(session);
  const auto body = *any_draft(session.settings);
  settled_one(session, body);
  for (const auto& id : body.at("story_ids")) {
    const auto known = session.facts.story_names.find(id.dump());
    if (known == session.facts.story_names.end()) continue;
    const auto& name = known->second;
    session.eventually([&] { return copies_of(session, name) > 0; });
    session.require(copies_of(session, name) > 0,
                    "a story " + seen(Json(name)) + " in the destination team",
                    seen_in_the_destination_team(session));
  }
}

// Stories that nobody synced before: what is there of them came now.
void every_story_arrives(Session& session) {
  needs_copies(session);
  for (const auto& story : synced_stories(session, 3, false).stories) {
    session.require(arrives(session, story), "each synced story in the destination team",
                    seen_in_the_destination_team(session));
  }
}

void no_other_story_arrives(Session& session) {
  needs_copies(session);
  const auto other = make_story(session);
  const auto subscribed = synced_stories(session, 1, false);
  arrives(session, subscribed.stories.front());
  session.require(copies_of(session, other.name) == 0,
                  "no story in the destination team that is not subscribed",
                  seen_in_the_destination_team(session));
}

void added_story_arrives(Session& session) {
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
  session.require(arrives(session, added), "the added story in the destination team: it is synced",
                  seen_in_the_destination_team(session));
}

void copy_has_the_name(Session& session) {
  needs_copies(session);
  const auto& name = session.facts.story_names.begin()->second;
  settled_one(session, draft(session.settings, session.settings.story_ids));
  session.eventually([&] { return copies_of(session, name) > 0; });
  const auto names = names_in_the_destination_team(session);
  session.require(std::ranges::find(names, name) != names.end(),
                  "a story with the very name " + seen(Json(name)), seen(Json(names)));
}

void second_sync_adds_none(Session& session) {
  needs_copies(session);
  const auto& name = session.facts.story_names.begin()->second;
  const auto made = settled_one(session, draft(session.settings, session.settings.story_ids));
  const auto before = copies_of(session, name);
  session.send(manual_sync_call(made.id));
  session.settled(made.id);
  session.pause(session.facts.time_to_settle);
  const auto after = copies_of(session, name);
  session.require(after <= std::max<std::ptrdiff_t>(before, 1),
                  "the copy to be updated, none to be added",
                  std::to_string(after) + " stories " + seen(Json(name)));
}

void copies_stay(Session& session) {
  needs_copies(session);
  const auto& name = session.facts.story_names.begin()->second;
  const auto made = settled_one(session, draft(session.settings, session.settings.story_ids));
  session.eventually([&] { return copies_of(session, name) > 0; });
  if (copies_of(session, name) == 0) throw CouldNotCheck("no copy was seen");
  const auto answer = session.send(remove_call(made.id));
  const bool stay = copies_of(session, name) > 0;
  assume(session, &Assumptions::copies_after_deletion,
         stay ? CopiesAfterDeletion::stay : CopiesAfterDeletion::removed,
         stay ? "copies stay" : "copies are removed", answer);
}

void refused_key_copies_nothing(Session& session) {
  needs_copies(session);
  const auto story = session.settings.story_ids.front();
  const auto name = session.facts.story_names.find(std::to_string(story));
  if (name == session.facts.story_names.end()) throw CouldNotCheck("the story's name is not known");
  const auto before = copies_of(session, name->second);
  const auto made = session.create(with_refused_key(session, draft(session.settings)));
  session.settled(made.id);
  const auto after = copies_of(session, name->second);
  session.require(after <= before, "no copy made with a key that the destination does not know",
                  std::to_string(after) + " stories " + seen(Json(name->second)));
}

}  // namespace

Promises copy_promises() {
  return {
      {"copy.reaches-team",
       "a synced story is in the team of the destination tenant",
       seed_document("create", "published to a team of the destination tenant"),
       Effort::few,
       copy_is_there,
       {}},
      {"copy.every-story",
       "each of the stories of a sync destination is in the destination team",
       seed_document("create", "one or more stories of the current tenant"),
       Effort::once,
       every_story_arrives,
       {}},
      {"copy.subscribed-alone",
       "a story of the team that is not subscribed does not reach the destination",
       seed_document("create", "subscribes it to one or more stories"),
       Effort::once,
       no_other_story_arrives,
       {}},
      {"copy.added-story",
       "a story that update added and that is synced is in the destination team",
       vendor_pages("update", "It takes any of"),
       Effort::once,
       added_story_arrives,
       {}},
      {"copy.refused-key",
       "with a refused key nothing reaches the destination",
       assumed("assumed-sync", "nothing is synced with it, and nothing reaches the destination"),
       Effort::once,
       refused_key_copies_nothing,
       {}},
      {"assumed.copy-name",
       "a copy has the name of its story",
       assumed("assumed-sync", "a story of the destination team with the same name"),
       Effort::once,
       copy_has_the_name,
       {}},
      {"assumed.copy-updated",
       "a later sync updates the copy and never adds a second",
       assumed("assumed-sync", "a later sync updates that copy, never adds a second"),
       Effort::once,
       second_sync_adds_none,
       {}},
      {"assumed.copies-stay",
       "copies stay when the sync destination is deleted",
       assumed("assumed-sync", "copies in the destination stay", "copies_after_deletion"),
       Effort::once,
       copies_stay,
       {}},
  };
}

}  // namespace tines_mock::contract
