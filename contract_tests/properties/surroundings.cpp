#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// Info, teams and stories: what an integration of sync destinations needs besides. An operation
/// that a tenant does not serve could not be checked.
namespace tines_mock::contract {

namespace {

Answer served(Session& session, const Call& call) {
  auto answer = session.send(improper(call));
  if (answer.refused() || answer.status() == 501) {
    throw CouldNotCheck("the tenant refuses " + call.method + " " + call.target + " (" +
                        std::to_string(answer.status()) + ")");
  }
  return answer;
}

Json object_of(Session& session, const Answer& answer, int status) {
  session.require(answer.status() == status, std::to_string(status), answer);
  session.require(answer.json && answer.json->is_object(), "a JSON object", answer);
  return *answer.json;
}

void has(Session& session, const Json& object, const std::string& name, bool good) {
  session.require(object.contains(name) && good, "'" + name + "' of its documented type",
                  seen(object));
}

void info(Session& session) {
  const auto object =
      object_of(session, served(session, api_call(Operation::info, "GET", "/info")), 200);
  const auto stack = member(object, "stack");
  for (const auto* name : {"name", "type", "region"}) {
    has(session, stack, name, member(stack, name).is_string());
  }
  has(session, stack, "egress_ips", member(stack, "egress_ips").is_array());
}

/// The list holds the object with that id, or does not, at the latest after a while.
void list_shows(Session& session, const PageCall& list, const PathId& id, bool there) {
  const bool so = session.eventually(
      [&] { return with_id(all_elements(session.tenant, list), id).has_value() == there; },
      session.facts.time_to_settle);
  session.require(so, (there ? "the list to hold " : "the list not to hold ") + id,
                  there ? "a list without it" : "a list with it");
}

Call teams_call(const PageQuery& page) {
  return api_call(Operation::teams, "GET", "/teams" + query_of(page));
}

Json made(Session& session, const std::string& collection, const Json& body) {
  return object_of(session, served(session, api_call(Operation::other, "POST", collection, body)),
                   201);
}

void team_shape(Session& session, const Json& team) {
  has(session, team, "id", member(team, "id").is_number_integer());
  has(session, team, "name", member(team, "name").is_string());
  has(session, team, "groups", member(team, "groups").is_array());
}

void teams_list(Session& session) {
  const auto answer = served(session, api_call(Operation::teams, "GET", "/teams"));
  const auto list = object_of(session, answer, 200);
  has(session, list, "teams", member(list, "teams").is_array());
  has(session, list, "meta", member(list, "meta").is_object());
}

void team_shapes(Session& session) {
  const auto answer = served(session, api_call(Operation::teams, "GET", "/teams"));
  if (!answer.json) throw CouldNotCheck("teams are not listed");
  for (const auto& team : elements_of(*answer.json, "teams")) team_shape(session, team);
}

void team_life(Session& session) {
  const auto name = fresh_name(session);
  const auto team = made(session, "/teams", {{"name", name}});
  session.require(member(team, "name") == Json(name), "the name that was sent", seen(team));
  const auto id = id_of(team);
  if (!id) throw CouldNotCheck("the team has no id");
  const auto path = "/teams/" + *id;
  const auto shown =
      object_of(session, served(session, api_call(Operation::teams, "GET", path)), 200);
  session.require(member(shown, "name") == Json(name), "the team as it was created", seen(shown));
  list_shows(session, teams_call, *id, true);
  const auto other = name + " 2";
  const auto updated = object_of(
      session, served(session, api_call(Operation::teams, "PUT", path, Json{{"name", other}})),
      200);
  session.require(member(updated, "name") == Json(other), "the new name", seen(updated));
  const auto removed = served(session, api_call(Operation::teams, "DELETE", path));
  session.require(removed.status() == 204 && removed.response.body.empty(), "204 without a body",
                  removed);
  const auto gone = session.send(improper(api_call(Operation::teams, "GET", path)));
  session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
  list_shows(session, teams_call, *id, false);
}

void stories_list(Session& session) {
  const auto team = std::to_string(session.settings.team_id);
  const auto answer = served(
      session, api_call(Operation::stories, "GET", "/stories?team_id=" + team + "&per_page=500"));
  const auto list = object_of(session, answer, 200);
  has(session, list, "stories", member(list, "stories").is_array());
  has(session, list, "meta", member(list, "meta").is_object());
  for (const auto& story : elements_of(list, "stories")) {
    const auto of = member(story, "team_id");
    session.require(of.is_null() || of == Json(session.settings.team_id),
                    "stories of team " + team + " alone", seen(story));
  }
}

void story_shape(Session& session) {
  const auto id = std::to_string(session.settings.story_ids.front());
  const auto story = object_of(
      session, served(session, api_call(Operation::stories, "GET", "/stories/" + id)), 200);
  for (const auto* name : {"name", "guid", "slug", "mode", "created_at", "updated_at", "edited_at",
                           "send_to_story_access_source"}) {
    has(session, story, name, member(story, name).is_string());
  }
  for (const auto* name : {"id", "team_id", "keep_events_for"}) {
    has(session, story, name, member(story, name).is_number_integer());
  }
  for (const auto* name : {"disabled", "priority", "send_to_story_enabled", "published",
                           "change_control_enabled", "locked"}) {
    has(session, story, name, member(story, name).is_boolean());
  }
  for (const auto* name : {"shared_team_slugs", "exit_agents", "tags", "owners"}) {
    has(session, story, name, member(story, name).is_array());
  }
  for (const auto* name : {"description", "user_id", "folder_id", "entry_agent_id"}) {
    has(session, story, name, true);
  }
}

void story_life(Session& session) {
  const auto name = fresh_name(session);
  const auto story =
      made(session, "/stories", {{"name", name}, {"team_id", session.settings.team_id}});
  session.require(member(story, "name") == Json(name), "the name that was sent", seen(story));
  if (!id_of(story)) throw CouldNotCheck("the story has no id");
  const auto path = "/stories/" + *id_of(story);
  const auto shown =
      object_of(session, served(session, api_call(Operation::stories, "GET", path)), 200);
  session.require(member(shown, "name") == Json(name), "the story as it was created", seen(shown));
  const auto list = stories_call(session.settings.team_id);
  list_shows(session, list, *id_of(story), true);
  const auto updated = object_of(
      session,
      served(session, api_call(Operation::stories, "PUT", path, Json{{"name", name + " 2"}})), 200);
  session.require(member(updated, "name") == Json(name + " 2"), "the new name", seen(updated));
  const auto removed = served(session, api_call(Operation::stories, "DELETE", path));
  session.require(removed.status() == 204 && removed.response.body.empty(), "204 without a body",
                  removed);
  const auto gone = session.send(improper(api_call(Operation::stories, "GET", path)));
  session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
  list_shows(session, list, *id_of(story), false);
}

void story_export(Session& session) {
  const auto id = std::to_string(session.settings.story_ids.front());
  const auto answer =
      served(session, api_call(Operation::stories, "GET", "/stories/" + id + "/export"));
  const auto exported = object_of(session, answer, 200);
  has(session, exported, "name", member(exported, "name").is_string());
  const auto name = session.facts.story_names.find(id);
  if (name == session.facts.story_names.end()) return;
  session.require(exported["name"] == Json(name->second), "the story's name",
                  seen(exported["name"]));
}

Json imported(Session& session, const Json& data, const std::string& name) {
  const Json body{
      {"new_name", name}, {"data", data}, {"team_id", session.settings.team_id}, {"mode", "new"}};
  const auto answer =
      served(session, api_call(Operation::stories, "POST", "/stories/import", body));
  const auto story = object_of(session, answer, 200);
  session.require(member(story, "name") == Json(name), "the story with its new name", seen(story));
  const auto team = member(story, "team_id");
  session.require(team.is_null() || team == Json(session.settings.team_id),
                  "the story in the team that was asked for", seen(story));
  return story;
}

void story_import(Session& session) {
  const auto name = fresh_name(session);
  const auto id = std::to_string(session.settings.story_ids.front());
  const auto data =
      served(session, api_call(Operation::stories, "GET", "/stories/" + id + "/export"));
  if (!data.json) throw CouldNotCheck("a story cannot be exported");
  const auto first = id_of(imported(session, *data.json, name));
  const auto second = id_of(imported(session, *data.json, name));
  session.require(
      first && second && *first != *second && *first != id && *second != id,
      "a new story at each import with mode 'new'",
      "stories " + first.value_or("without id") + " and " + second.value_or("without id"));
}

void story_batch_delete(Session& session) {
  const auto first = make_story(session);
  const auto second = make_story(session);
  const auto third = make_story(session);
  const Json body{{"ids", {first.id, second.id}}};
  const auto removed =
      served(session, api_call(Operation::stories, "DELETE", "/stories/batch", body));
  session.require(removed.status() == 204, "204", removed);
  for (const auto* story : {&first, &second}) {
    const auto gone = session.send(improper(api_call(Operation::stories, "GET", story->path())));
    session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
  }
  const auto stays = session.send(improper(api_call(Operation::stories, "GET", third.path())));
  session.require(!stays.refused(), "a story that was not named to stay", stays);
}

}  // namespace

Promises team_promises() {
  const auto row = vendor_pages(
      "teams",
      "listed (under teams), shown, created (201), updated (200) and deleted (204, empty body)");
  return {
      {"info.answer",
       "info answers 200 and the stack",
       vendor_pages("info", "GET /api/v1/info answers 200"),
       Effort::once,
       info,
       {}},
      {"teams.list",
       "teams are listed under 'teams', with meta",
       row,
       Effort::once,
       teams_list,
       {}},
      {"teams.shape",
       "a team has id, name and groups",
       observed("team-object", "A team is {id, name, groups: []}"),
       Effort::once,
       team_shapes,
       {}},
      {"teams.life",
       "a team is created (201), shown, listed, updated (200) and deleted (204)",
       row,
       Effort::once,
       team_life,
       {}},
  };
}

Promises story_promises() {
  const auto row = vendor_pages(
      "stories",
      "listed (under stories), shown, created (201), updated with PUT (200) and deleted (204)");
  return {
      {"stories.list",
       "stories of a team are listed under 'stories', with meta",
       row,
       Effort::once,
       stories_list,
       {}},
      {"stories.shape",
       "a story has the members that were observed",
       observed("story-object", "A story as a real tenant answered it"),
       Effort::once,
       story_shape,
       {}},
      {"stories.life",
       "a story is created (201), shown, listed, updated (200) and deleted (204)",
       row,
       Effort::once,
       story_life,
       {}},
      {"stories.export",
       "a story is exported (200) as an object with its name",
       vendor_pages("stories", "answers 200 with an object that has name"),
       Effort::once,
       story_export,
       {}},
      {"stories.import",
       "a story is imported (200) under a new name, as a new story",
       vendor_pages("stories", "answers 200 with the story"),
       Effort::once,
       story_import,
       {}},
      {"stories.batch-delete",
       "stories are deleted together (204), and no other",
       vendor_pages("stories", "with {\"ids\": […]} answers 204"),
       Effort::once,
       story_batch_delete,
       {}},
  };
}

}  // namespace tines_mock::contract
