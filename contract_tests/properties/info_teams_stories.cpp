#include "contract_tests/checks/meta_checks.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

#include <algorithm>

/// Info, teams and stories: what an integration of sync destinations needs besides. Of an operation
/// that a tenant does not serve, the promises are reported as "could not check".
namespace tines_mock::contract {

namespace {

Answer send_served(Session& session, const Call& call) {
  auto answer = session.send(improper(call));
  if (answer.refused() || answer.status() == 501) {
    throw CouldNotCheck("the tenant refuses " + call.method + " " + call.target + " (" +
                        std::to_string(answer.status()) + ")");
  }
  return answer;
}

Json require_object(Session& session, const Answer& answer, int status) {
  session.require(answer.status() == status, std::to_string(status), answer);
  session.require(answer.json && answer.json->is_object(), "a JSON object", answer);
  return *answer.json;
}

void require_member(Session& session, const Json& object, const std::string& name, bool good) {
  session.require(object.contains(name) && good, "'" + name + "' of its documented type",
                  seen(object));
}

Promise info_describes_the_stack() {
  return {.id = "info.answer",
          .text = "info answers 200 and the stack",
          .source = vendor_pages("info", "GET /api/v1/info answers 200"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto object = require_object(
                session, send_served(session, api_call(Operation::info, "GET", "/info")), 200);
            const auto stack = member(object, "stack");
            for (const auto* name : {"name", "type", "region"}) {
              require_member(session, stack, name, member(stack, name).is_string());
            }
            require_member(session, stack, "egress_ips", member(stack, "egress_ips").is_array());
          }};
}

Promise teams_are_listed() {
  return {.id = "teams.list",
          .text = "teams are listed under 'teams', with meta",
          .source = vendor_pages("teams",
                                 "listed (under teams), shown, created (201), updated (200) and "
                                 "deleted (204, empty body)"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto answer = send_served(session, api_call(Operation::teams, "GET", "/teams"));
            const auto list = require_object(session, answer, 200);
            require_member(session, list, "teams", member(list, "teams").is_array());
            require_member(session, list, "meta", member(list, "meta").is_object());
          }};
}

void require_team_shape(Session& session, const Json& team) {
  require_member(session, team, "id", member(team, "id").is_number_integer());
  require_member(session, team, "name", member(team, "name").is_string());
  require_member(session, team, "groups", member(team, "groups").is_array());
}

Promise teams_have_their_members() {
  return {.id = "teams.shape",
          .text = "a team has id, name and groups",
          .source = observed("team-object", "A team is {id, name, groups: []}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto answer = send_served(session, api_call(Operation::teams, "GET", "/teams"));
            if (!answer.json) throw CouldNotCheck("teams are not listed");
            for (const auto& team : elements_of(*answer.json, "teams"))
              require_team_shape(session, team);
          }};
}

/// Requires that the list holds the object with that id, or does not; it may lag behind for a
/// while.
void require_listed(Session& session, const PageCall& list, const PathId& id, bool there) {
  const bool so = session.eventually(
      [&] { return with_id(all_elements(session.tenant, list), id).has_value() == there; },
      session.facts.time_to_settle);
  session.require(so, (there ? "the list to hold " : "the list not to hold ") + id,
                  there ? "a list without it" : "a list with it");
}

Call teams_call(const PageQuery& page) {
  return api_call(Operation::teams, "GET", "/teams" + query_of(page));
}

Json make_one(Session& session, const std::string& collection, const Json& body) {
  return require_object(
      session, send_served(session, api_call(Operation::other, "POST", collection, body)), 201);
}

Promise team_can_be_made_changed_and_deleted() {
  return {
      .id = "teams.life",
      .text = "a team is created (201), shown, listed, updated (200) and deleted (204)",
      .source = vendor_pages("teams",
                             "listed (under teams), shown, created (201), updated (200) and "
                             "deleted (204, empty body)"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto name = fresh_name(session);
        const auto team = make_one(session, "/teams", {{"name", name}});
        session.require(member(team, "name") == Json(name), "the name that was sent", seen(team));
        const auto id = id_of(team);
        if (!id) throw CouldNotCheck("the team has no id");
        const auto path = "/teams/" + *id;
        const auto shown = require_object(
            session, send_served(session, api_call(Operation::teams, "GET", path)), 200);
        session.require(member(shown, "name") == Json(name), "the team as it was created",
                        seen(shown));
        require_listed(session, teams_call, *id, true);
        const auto other = name + " 2";
        const auto updated = require_object(
            session,
            send_served(session, api_call(Operation::teams, "PUT", path, Json{{"name", other}})),
            200);
        session.require(member(updated, "name") == Json(other), "the new name", seen(updated));
        const auto removed = send_served(session, api_call(Operation::teams, "DELETE", path));
        session.require(removed.status() == 204 && removed.response.body.empty(),
                        "204 without a body", removed);
        const auto gone = session.send(improper(api_call(Operation::teams, "GET", path)));
        session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
        require_listed(session, teams_call, *id, false);
      }};
}

Promise stories_are_listed() {
  return {
      .id = "stories.list",
      .text = "stories of a team are listed under 'stories', with meta",
      .source = vendor_pages(
          "stories",
          "listed (under stories), shown, created (201), updated with PUT (200) and deleted (204)"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto team = std::to_string(session.settings.team_id);
        const auto answer = send_served(
            session,
            api_call(Operation::stories, "GET", "/stories?team_id=" + team + "&per_page=500"));
        const auto list = require_object(session, answer, 200);
        require_member(session, list, "stories", member(list, "stories").is_array());
        require_member(session, list, "meta", member(list, "meta").is_object());
        for (const auto& story : elements_of(list, "stories")) {
          const auto of = member(story, "team_id");
          session.require(of.is_null() || of == Json(session.settings.team_id),
                          "stories of team " + team + " alone", seen(story));
        }
      }};
}

Promise story_has_its_members() {
  return {.id = "stories.shape",
          .text = "a story has the members that were observed",
          .source = observed("story-object", "A story as a real tenant answered it"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto id = std::to_string(session.settings.story_ids.front());
            const auto story = require_object(
                session,
                send_served(session, api_call(Operation::stories, "GET", "/stories/" + id)), 200);
            for (const auto* name : {"name", "guid", "slug", "mode", "created_at", "updated_at",
                                     "edited_at", "send_to_story_access_source"}) {
              require_member(session, story, name, member(story, name).is_string());
            }
            for (const auto* name : {"id", "team_id", "keep_events_for"}) {
              require_member(session, story, name, member(story, name).is_number_integer());
            }
            for (const auto* name : {"disabled", "priority", "send_to_story_enabled", "published",
                                     "change_control_enabled", "locked"}) {
              require_member(session, story, name, member(story, name).is_boolean());
            }
            for (const auto* name : {"shared_team_slugs", "exit_agents", "tags", "owners"}) {
              require_member(session, story, name, member(story, name).is_array());
            }
            for (const auto* name : {"description", "user_id", "folder_id", "entry_agent_id"}) {
              require_member(session, story, name, true);
            }
          }};
}

Promise story_can_be_made_changed_and_deleted() {
  return {
      .id = "stories.life",
      .text = "a story is created (201), shown, listed, updated (200) and deleted (204)",
      .source = vendor_pages(
          "stories",
          "listed (under stories), shown, created (201), updated with PUT (200) and deleted (204)"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto name = fresh_name(session);
        const auto story =
            make_one(session, "/stories", {{"name", name}, {"team_id", session.settings.team_id}});
        session.require(member(story, "name") == Json(name), "the name that was sent", seen(story));
        if (!id_of(story)) throw CouldNotCheck("the story has no id");
        const auto path = "/stories/" + *id_of(story);
        const auto shown = require_object(
            session, send_served(session, api_call(Operation::stories, "GET", path)), 200);
        session.require(member(shown, "name") == Json(name), "the story as it was created",
                        seen(shown));
        const auto list = stories_call(session.settings.team_id);
        require_listed(session, list, *id_of(story), true);
        const auto updated = require_object(
            session,
            send_served(session,
                        api_call(Operation::stories, "PUT", path, Json{{"name", name + " 2"}})),
            200);
        session.require(member(updated, "name") == Json(name + " 2"), "the new name",
                        seen(updated));
        const auto removed = send_served(session, api_call(Operation::stories, "DELETE", path));
        session.require(removed.status() == 204 && removed.response.body.empty(),
                        "204 without a body", removed);
        const auto gone = session.send(improper(api_call(Operation::stories, "GET", path)));
        session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
        require_listed(session, list, *id_of(story), false);
      }};
}

Promise story_can_be_exported() {
  return {.id = "stories.export",
          .text = "a story is exported (200) as an object with its name",
          .source = vendor_pages("stories", "answers 200 with an object that has name"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto id = std::to_string(session.settings.story_ids.front());
            const auto answer = send_served(
                session, api_call(Operation::stories, "GET", "/stories/" + id + "/export"));
            const auto exported = require_object(session, answer, 200);
            require_member(session, exported, "name", member(exported, "name").is_string());
            const auto name = session.facts.story_names.find(id);
            if (name == session.facts.story_names.end()) return;
            session.require(exported["name"] == Json(name->second), "the story's name",
                            seen(exported["name"]));
          }};
}

Json import_story(Session& session, const Json& data, const std::string& name) {
  const Json body{
      {"new_name", name}, {"data", data}, {"team_id", session.settings.team_id}, {"mode", "new"}};
  const auto answer =
      send_served(session, api_call(Operation::stories, "POST", "/stories/import", body));
  const auto story = require_object(session, answer, 200);
  session.require(member(story, "name") == Json(name), "the story with its new name", seen(story));
  const auto team = member(story, "team_id");
  session.require(team.is_null() || team == Json(session.settings.team_id),
                  "the story in the team that was asked for", seen(story));
  return story;
}

Promise story_can_be_imported() {
  return {.id = "stories.import",
          .text = "a story is imported (200) under a new name, as a new story",
          .source = vendor_pages("stories", "answers 200 with the story"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto name = fresh_name(session);
            const auto id = std::to_string(session.settings.story_ids.front());
            const auto data = send_served(
                session, api_call(Operation::stories, "GET", "/stories/" + id + "/export"));
            if (!data.json) throw CouldNotCheck("a story cannot be exported");
            const auto first = id_of(import_story(session, *data.json, name));
            const auto second = id_of(import_story(session, *data.json, name));
            session.require(first && second && *first != *second && *first != id && *second != id,
                            "a new story at each import with mode 'new'",
                            "stories " + first.value_or("without id") + " and " +
                                second.value_or("without id"));
          }};
}

Promise stories_can_be_deleted_together() {
  return {.id = "stories.batch-delete",
          .text = "stories are deleted together (204), and no other",
          .source = vendor_pages("stories", "with {\"ids\": […]} answers 204"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto first = make_story(session);
            const auto second = make_story(session);
            const auto third = make_story(session);
            const Json body{{"ids", {first.id, second.id}}};
            const auto removed = send_served(
                session, api_call(Operation::stories, "DELETE", "/stories/batch", body));
            session.require(removed.status() == 204, "204", removed);
            for (const auto* story : {&first, &second}) {
              const auto gone =
                  session.send(improper(api_call(Operation::stories, "GET", story->path())));
              session.require(gone.refused(), "a refusal (4xx) of what was deleted", gone);
            }
            const auto stays =
                session.send(improper(api_call(Operation::stories, "GET", third.path())));
            session.require(!stays.refused(), "a story that was not named to stay", stays);
          }};
}

Promise pages_of_stories_hold_each_once() {
  return {.id = "stories.pages",
          .text = "the pages of stories, of any size, hold each story of the team once",
          .source = vendor_pages("stories-list", "per_page, page: as with every list"),
          .effort = Effort::once,
          .check =
              [](Session& session) {
                const auto call = stories_call(session.settings.team_id);
                if (!session.send(call({})).ok())
                  throw CouldNotCheck("the tenant does not list its stories");
                if (session.tenant.may_write()) {
                  for (int i = 0; i < 2; ++i) make_story(session);
                }
                for (const std::int64_t per_page : {1, 2, 20, 500})
                  require_each_once(session, call, per_page);
              },
          .always = confirmed(every_answer(Operation::stories, meta_adds_up))};
}

std::vector<PathId> find_stories(Session& session, const std::string& query) {
  const auto list = session.send(api_call(Operation::stories, "GET", "/stories?" + query));
  if (!list.ok()) throw CouldNotCheck("the tenant does not list its stories");
  return ids_of_all(elements_in(list));
}

bool holds_id(const std::vector<PathId>& ids, const OwnStory& story) {
  return std::ranges::find(ids, story.path_id()) != ids.end();
}

/// The number in its name, which no other story has.
std::string word_of(const OwnStory& story) {
  const auto from = story.name.find_first_of("0123456789");
  return story.name.substr(from, story.name.find_first_not_of("0123456789", from) - from);
}

Promise search_finds_a_story() {
  return {.id = "stories.search",
          .text = "a search finds a story by a word of its name, and not those without it",
          .source = vendor_pages("stories-list", "search: in the name"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto wanted = make_story(session);
            const auto other = make_story(session);
            const auto query = "per_page=500&search=" + word_of(wanted);
            const bool finds =
                session.eventually([&] { return holds_id(find_stories(session, query), wanted); });
            const auto ids = find_stories(session, query);
            session.require(finds && !holds_id(ids, other),
                            "a search for " + word_of(wanted) + " to find story " +
                                wanted.path_id() + " and not story " + other.path_id(),
                            listed(ids));
          }};
}

Promise deleted_story_stays_deleted() {
  return {
      .id = "stories.stay-deleted",
      .text = "a deleted story does not come back, also when its sync destination is synced",
      .source = vendor_pages("stories", "deleted (204)"),
      .effort = Effort::once,
      .check = [](Session& session) {
        auto subscribed = synced_stories(session, 2, false);
        const auto gone = subscribed.stories.back();
        delete_story(session, gone);
        session.send(manual_sync_call(subscribed.destination));
        let_time_pass(session);
        const auto shown = session.send(improper(api_call(Operation::other, "GET", gone.path())));
        session.require(!shown.ok(),
                        "story " + gone.path_id() + " not on the tenant: it was deleted", shown);
      }};
}

}  // namespace

Promises info_and_team_promises() {
  return {info_describes_the_stack(), teams_are_listed(), teams_have_their_members(),
          team_can_be_made_changed_and_deleted()};
}

Promises story_promises() {
  return {stories_are_listed(),
          story_has_its_members(),
          story_can_be_made_changed_and_deleted(),
          story_can_be_exported(),
          story_can_be_imported(),
          stories_can_be_deleted_together(),
          pages_of_stories_hold_each_once(),
          search_finds_a_story()};
}

Promises deleted_story_promises() {
  return {deleted_story_stays_deleted()};
}

}  // namespace tines_mock::contract
