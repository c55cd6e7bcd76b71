#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// Ids and page numbers beyond 32, 53 and 64 bits. Careless code cuts off bits, and takes them for
/// the id of something that exists.
namespace tines_mock::contract {

namespace {

constexpr std::int64_t beyond_32_bits = INT64_C(1) << 32;

Promise path_ids_are_not_cut() {
  return {
      .id = "numbers.path-ids",
      .text =
          "an id beyond 32 or 64 bits, or below 0, is never taken for that of a sync destination",
      .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto made = session.create(draft(session.settings));
        const auto story = std::to_string(session.settings.story_ids.front());
        const Json nothing_left{{"story_ids", Json::array()}};
        for (const auto& id : taken_for(made.id)) {
          std::vector<Call> calls{manual_sync_call(id), remove_call(id)};
          if (session.facts.revision_2026) {
            calls = {show_call(id), update_call(id, nothing_left), manual_sync_call(id),
                     story_sync_call(id, story), remove_call(id)};
          }
          for (const auto& call : calls)
            require_refused(session, odd_path(call), "no sync destination has this id");
        }
        session.require_same(made.object, session.current(made.id),
                             "the sync destination " + made.id + " as it was");
      }};
}

Promise story_ids_in_paths_are_not_cut() {
  return {
      .id = "numbers.path-story",
      .text =
          "a story's id beyond 32 or 64 bits, or below 0, in a path is never taken for that of a "
          "story",
      .source = vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_revision_2026(session);
        const auto made = session.create(draft(session.settings));
        for (const auto& id : taken_for(std::to_string(session.settings.story_ids.front()))) {
          require_refused(session, odd_path(story_sync_call(made.id, id)),
                          "no story has the id " + id);
        }
      }};
}

/// The JSON text of the body, with `number` as it is written in place of "number".
std::string with_number(const Json& body, const std::string& number) {
  auto text = body.dump();
  const std::string placeholder = "\"number\"";
  return text.replace(text.find(placeholder), placeholder.size(), number);
}

Call create_with(const Session& session, const std::string& name, const Json& value,
                 const std::string& number) {
  auto body = draft(session.settings);
  body[name] = value;
  return improper(with_body(create_call(Json()), with_number(body, number)));
}

/// A tenant may accept an unknown story, but must not subscribe the known one instead.
void require_not_taken_for(Session& session, const PathId& story, const Call& call,
                           const PathId& id) {
  const auto answer = session.send(improper(call));
  const auto object = destination_in(answer);
  const bool taken = object && subscribed_stories(*object) == std::vector<PathId>{story};
  session.require(answer.refused() || (answer.ok() && !taken),
                  "a refusal (4xx), or no subscription of story " + story +
                      " alone: no story has "
                      "the id " +
                      id,
                  answer);
}

Promise story_ids_in_bodies_are_not_cut() {
  return {
      .id = "numbers.story_ids",
      .text =
          "a number of story_ids beyond 32 or 64 bits, or below 0, is never taken for a story's id",
      .source = seed_document("create-parameters", "the stories of the current tenant to sync"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto story = session.settings.story_ids.front();
        std::optional<Session::Made> made;
        if (session.facts.revision_2026) made = session.create(draft(session.settings));
        for (const auto& id : taken_for(std::to_string(story))) {
          for (const auto& ids : {Json::array({"number"}), Json::array({story, "number"})}) {
            const auto path_id = std::to_string(story);
            require_not_taken_for(session, path_id, create_with(session, "story_ids", ids, id), id);
            if (!made) continue;
            const auto body = with_number({{"story_ids", ids}}, id);
            require_not_taken_for(session, path_id, with_body(update_call(made->id, Json()), body),
                                  id);
          }
        }
      }};
}

Promise team_ids_are_not_cut() {
  return {.id = "numbers.team_id",
          .text = "a team_id beyond 32 or 64 bits, or below 0, is never taken for that of a team",
          .source = seed_document("create-parameters",
                                  "the team on the current tenant that creates the sync"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto& id : taken_for(std::to_string(session.settings.team_id))) {
              require_refused(session, odd_path(create_with(session, "team_id", "number", id)),
                              "no team has the id " + id);
            }
          }};
}

/// The tenant may not know whether the destination has such a team, but must keep the number.
Promise destination_team_ids_are_kept() {
  return {
      .id = "numbers.destination_team_id",
      .text =
          "a destination_team_id beyond 31, 32 or 53 bits comes back as it was sent, or is refused",
      .source = seed_document("create-answer", "destination_team_id, integer, as it was sent"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto team = session.settings.destination_team_id;
        for (const std::int64_t id :
             {INT64_C(1) << 31, team + beyond_32_bits, (INT64_C(1) << 53) + 1, INT64_MAX - 1}) {
          auto body = draft(session.settings);
          body["destination_team_id"] = id;
          const auto answer = session.send(improper(create_call(body)));
          const auto made = id_in(answer);
          if (!answer.ok() || !made) continue;
          const auto object = session.settled(*made, session.facts.time_to_settle);
          for (const auto& one :
               {destination_in(answer), object, with_id(session.list_all(), *made)}) {
            session.require(one && seen(member(*one, "destination_team_id")) == std::to_string(id),
                            "destination_team_id " + std::to_string(id) + ", as it was sent",
                            seen(one));
          }
          const auto story = std::to_string(session.settings.story_ids.front());
          session.require(!is_synced(object, story), "no sync to a team that is not there",
                          seen(object));
        }
      }};
}

Promise ids_of_stories_and_teams_are_not_cut() {
  return {
      .id = "numbers.stories-and-teams",
      .text = "an id beyond 32 or 64 bits, or below 0, is never taken for that of a story or team",
      .source = vendor_pages("stories", "shown"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto own = make_story(session);
        const auto team = std::to_string(session.settings.team_id);
        const auto asked = [](const std::string& method, const std::string& path) {
          return api_call(Operation::stories, method, path);
        };
        for (const auto& id : taken_for(own.path_id())) {
          require_refused(session, odd_path(asked("GET", "/stories/" + id)),
                          "no story has this id");
          require_refused(session, odd_path(asked("DELETE", "/stories/" + id)),
                          "no story has this id");
        }
        const auto stays = session.send(improper(asked("GET", own.path())));
        session.require(!stays.refused(), "the story " + own.path_id() + " to stay", stays);
        for (const auto& id : taken_for(team)) {
          require_refused(session, odd_path(asked("GET", "/teams/" + id)), "no team has this id");
          const auto list =
              session.send(improper(asked("GET", "/stories?per_page=500&team_id=" + id)));
          const auto ids = ids_of_all(elements_in(list));
          session.require(std::ranges::find(ids, own.path_id()) == ids.end(),
                          "no story of team " + team + " in a list of team " + id, list);
        }
      }};
}

/// Texts that begin with the id, or that some parsers read as the same number.
Promise other_spellings_name_no_other() {
  return {.id = "numbers.spelled-otherwise",
          .text =
              "show answers the sync destination that was asked for, or refuses, however its id is "
              "spelled",
          .source = vendor_pages("show", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            session.create(draft(session.settings));
            const auto made = session.create(draft(session.settings));
            session.create(draft(session.settings));
            const auto& id = made.id;
            for (const auto& spelled :
                 {"+" + id, "0" + id, id + ".0", id + "abc", "%20" + id, id + "%20", id + ",1",
                  id + "e0", "0x" + id, "-" + id, id + "%00"}) {
              const auto shown = session.send(odd_path(improper(show_call(spelled))));
              session.require(!shown.ok() || id_in(shown) == id || id_in(shown) == spelled,
                              "a refusal (4xx), or the sync destination " + id, shown);
            }
          }};
}

Promise pages_far_past_the_end() {
  return {
      .id = "assumed.pages-far-past-the-end",
      .text = "a page beyond 31, 32, 53 or 63 bits is past the end, and such a per_page over 500",
      .source = assumed("assumed-lists", "a page past the end"),
      .effort = Effort::once,
      .check = [](Session& session) {
        session.create(draft(session.settings));
        session.create(draft(session.settings));
        for (const auto* page : {"2147483648", "4294967297", "9007199254740993",
                                 "9223372036854775808", "18446744073709551617"}) {
          const auto list = session.send(improper(list_call({.per_page = "1", .page = page})));
          session.require(!list.ok() || elements_in(list).empty(),
                          "a refusal, or no sync destination, on page " + std::string(page), list);
          const auto size = session.send(improper(list_call({.per_page = page, .page = {}})));
          const auto meta = size.json ? member(*size.json, "meta") : Json();
          session.require(!size.ok() || member(meta, "per_page") == Json(500),
                          "a refusal, or per_page 500, for per_page " + std::string(page), size);
        }
      }};
}

}  // namespace

Promises number_promises() {
  return {path_ids_are_not_cut(),
          story_ids_in_paths_are_not_cut(),
          story_ids_in_bodies_are_not_cut(),
          team_ids_are_not_cut(),
          destination_team_ids_are_kept(),
          ids_of_stories_and_teams_are_not_cut(),
          other_spellings_name_no_other(),
          pages_far_past_the_end()};
}

}  // namespace tines_mock::contract
