#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/session.hpp"

namespace tines_mock::contract {

namespace {

void learn_story_names(Session& session, Facts& facts) {
  for (const auto story : session.settings.story_ids) {
    const auto id = std::to_string(story);
    const auto answer = session.send(api_call(Operation::stories, "GET", "/stories/" + id));
    const auto name = answer.ok() && answer.json ? member(*answer.json, "name") : Json();
    if (name.is_string()) facts.story_names[id] = name.get<std::string>();
  }
  facts.stories_served = !facts.story_names.empty();
  if (facts.stories_served) return;
  const auto list = session.send(api_call(Operation::stories, "GET", "/stories?per_page=500"));
  if (!list.ok() || !list.json) return;
  for (const auto& story : elements_of(*list.json, "stories")) {
    const auto id = story.is_object() ? id_of(story) : std::nullopt;
    const auto name = member(story, "name");
    if (id && name.is_string()) facts.story_names[*id] = name.get<std::string>();
  }
}

bool can_see_destination(Session& session) {
  if (session.destination == nullptr) return false;
  const auto team = std::to_string(session.settings.destination_team_id);
  const auto stories = session.destination->send(
      api_call(Operation::stories, "GET", "/stories?team_id=" + team + "&per_page=500"));
  return stories.ok() && stories.json && member(*stories.json, "stories").is_array();
}

/// The object of revision 2026-06 has it, whatever its value. An older tenant may refuse it.
bool shows_manual_sync_only(Session& session, const Session::Made& made) {
  if (made.object.contains("manual_sync_only")) return true;
  const auto listed = with_id(session.list_all(), made.id);
  if (listed && listed->contains("manual_sync_only")) return true;
  auto body = draft(session.settings);
  body["manual_sync_only"] = true;
  const auto object = destination_in(session.send(improper(create_call(body))));
  return object && object->contains("manual_sync_only");
}

/// The API got show, update and sync of one story together with manual_sync_only: a tenant that
/// serves one of them serves all.
bool is_revision_2026(Session& session, const Session::Made& made) {
  if (made.object.contains("manual_sync_only")) return true;
  const auto story = std::to_string(session.settings.story_ids.front());
  return session.send(improper(show_call(made.id))).ok() ||
         session.send(improper(update_call(made.id, Json::object()))).ok() ||
         session.send(improper(story_sync_call(made.id, story))).ok();
}

std::string error_of_sync(const std::optional<Json>& object) {
  for (const auto& one : object ? elements_of(*object, "subscriptions") : std::vector<Json>{}) {
    if (member(one, "status") == "failed") return seen(member(one, "error_message"));
  }
  return "";
}

bool all_synced(const std::optional<Json>& object) {
  if (!object) return false;
  for (const auto& story : subscribed_stories(*object)) {
    if (!is_synced(object, story)) return false;
  }
  return true;
}

}  // namespace

Facts discover(Session& session) {
  Facts facts;
  learn_story_names(session, facts);
  for (const auto& [id, name] : facts.story_names) {
    if (session.tenant.may_write() && !name.empty()) session.tenant.note_copied_name(name);
  }
  facts.destination_seen = can_see_destination(session);
  if (!session.tenant.may_write()) return facts;
  try {
    const auto first = session.send(create_call(draft(session.settings)));
    if (first.refused()) facts.first_create_refused = first;
    const auto made = Session::made_by(first);
    facts.creates_work = true;
    facts.has_manual_sync_only = shows_manual_sync_only(session, made);
    facts.revision_2026 = is_revision_2026(session, made);
    if (session.send(improper(create_call(draft(session.settings)))).refused()) facts.room = 1;
    session.facts = facts;
    const auto began = session.now();
    const auto settled = session.settled(made.id);
    facts.syncs_arrive = all_synced(settled);
    facts.first_sync_error = error_of_sync(settled);
    const auto took = session.now() - began;
    if (facts.syncs_arrive) {
      facts.time_to_settle += 3 * took;
    }
    session.tenant.remove_created();
    facts.removal_works = session.eventually([&] { return !with_id(session.list_all(), made.id); },
                                             facts.time_to_settle);
  } catch (const CouldNotCheck&) {
    // The promises of create judge a tenant that cannot create.
  }
  session.tenant.remove_created();
  return facts;
}

}  // namespace tines_mock::contract
