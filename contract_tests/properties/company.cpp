#include "contract_tests/checks/meta_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>
#include <set>

/// Requests in flight together, part 1: creates, reads and keys. Whatever the tenant does must be
/// explained by some order of the requests.
namespace tines_mock::contract {

namespace {

/// Bodies of creates; each has other stories than the one before.
std::vector<Json> different_drafts(Session& session) {
  std::vector<Json> bodies;
  const auto& stories = session.settings.story_ids;
  for (std::size_t i = 0; i < creates_at_once; ++i) {
    bodies.push_back(draft(session.settings, {stories[i % stories.size()]}));
  }
  return bodies;
}

std::vector<Call> create_calls(const std::vector<Json>& bodies) {
  std::vector<Call> calls;
  for (const auto& body : bodies) calls.push_back(create_call(body));
  return calls;
}

/// What creates in flight together have made, without those that were refused.
std::vector<Session::Made> create_together(Session& session) {
  std::vector<Session::Made> made;
  for (auto& answer : session.send_together(create_calls(different_drafts(session)))) {
    const auto object = destination_in(answer);
    const auto id = object ? id_of(*object) : std::nullopt;
    if (answer.ok() && id) made.push_back({std::move(answer), *object, *id});
  }
  if (made.size() < 2)
    throw CouldNotCheck("of several creates at once the tenant made one at most");
  return made;
}

Promise creates_get_distinct_ids() {
  return {.id = "company.unique-ids",
          .text = "creates in flight together get an id each",
          .source = seed_document("create-answer", "the sync destination's id"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            std::set<PathId> ids;
            for (const auto& made : create_together(session)) {
              session.require(ids.insert(made.id).second, "an id of its own for each create",
                              made.answer);
            }
          })};
}

Promise creates_are_all_listed() {
  return {.id = "company.creates-kept",
          .text = "of creates in flight together each is listed, as it was made",
          .source = vendor_pages("list", "the sync destinations, page by page"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            const auto made = create_together(session);
            const auto all = session.list_all();
            for (const auto& one : made) {
              const auto count = std::ranges::count_if(
                  all, [&](const Json& object) { return id_of(object) == one.id; });
              session.require(count == 1, "the list to hold each that was made: " + one.id,
                              std::to_string(count) + " of it in " + listed(ids_of_all(all)));
              session.require_same(one.object, with_id(all, one.id), seen(lasting(one.object)));
            }
          })};
}

void require_own_lists(Session& session) {
  std::vector<Call> calls;
  for (const std::int64_t per_page : {1, 2, 3, 500}) {
    calls.push_back(list_call(page_query(per_page, 1)));
  }
  for (const auto& list : session.send_together(calls)) {
    if (list.ok()) session.require(meta_tells_the_page(list), list);
  }
}

Promise requests_get_their_own_answers() {
  return {.id = "company.own-answers",
          .text = "requests in flight together are each answered by their own answer",
          .source = seed_document("create-answer", "one per story"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            needs_stories(session, 2);
            const auto bodies = different_drafts(session);
            const auto answers = session.send_together(create_calls(bodies));
            std::vector<Call> shows;
            std::vector<PathId> ids;
            for (std::size_t i = 0; i < answers.size(); ++i) {
              const auto id = id_in(answers[i]);
              if (!answers[i].ok() || !id) continue;
              const std::vector<PathId> story{bodies[i].at("story_ids")[0].dump()};
              session.require(subscribed_stories(*destination_in(answers[i])) == story,
                              "the answer to this create: a subscription of " + listed(story),
                              answers[i]);
              shows.push_back(show_call(*id));
              ids.push_back(*id);
            }
            require_own_lists(session);
            if (!session.facts.revision_2026) return;
            const auto shown = session.send_together(shows);
            for (std::size_t i = 0; i < shown.size(); ++i) {
              session.require(!shown[i].ok() || id_in(shown[i]) == ids[i],
                              "the sync destination " + ids[i] + ", which was asked for", shown[i]);
            }
          })};
}

Promise requests_use_their_own_keys() {
  return {.id = "company.own-keys",
          .text = "a request without a good key is refused, whatever else is in flight",
          .source = vendor_pages("keys", "Every request carries a key"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            const auto good = list_call();
            const auto none = improper(with(good, {Credentials::Kind::none, ""}));
            const auto unknown =
                improper(with(good, {Credentials::Kind::bearer, session.unknown_key()}));
            for (const auto& answer :
                 session.send_together({good, none, good, unknown, good, none, good, unknown})) {
              if (answer.call.proper) continue;
              session.require(!answer.ok(),
                              "a refusal: other requests in flight have a key, this has none",
                              answer);
            }
          })};
}

Promise lists_hold_what_was_there() {
  return {.id = "company.lists",
          .text = "a list while others create holds what was there before, each once",
          .source = vendor_pages("list", "the sync destinations, page by page"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            const auto before = session.create(draft(session.settings));
            // A list may lag behind: once it holds this one, the next must hold it too.
            session.list_all();
            auto calls = create_calls(different_drafts(session));
            const auto list = list_call(page_query(500, 1));
            calls.insert(calls.begin() + 1, list);
            calls.insert(calls.begin() + 3, list);
            calls.push_back(list);
            for (const auto& answer : session.send_together(calls)) {
              if (answer.call.operation != Operation::list || !answer.ok()) continue;
              const auto ids = ids_of_all(elements_in(answer));
              const std::set<PathId> distinct(ids.begin(), ids.end());
              session.require(distinct.size() == ids.size(), "each sync destination once", answer);
              const bool whole =
                  answer.json && member(member(*answer.json, "meta"), "pages") == Json(1);
              session.require(!whole || distinct.contains(before.id),
                              "the sync destination " + before.id + ", which was there before",
                              answer);
            }
          })};
}

Promise stories_get_distinct_ids() {
  return {.id = "company.stories",
          .text = "stories created together get an id each, and their own name",
          .source = vendor_pages("stories", "created (201)"),
          .effort = Effort::once,
          .check = in_rounds([](Session& session) {
            std::vector<Call> calls;
            std::vector<std::string> names;
            for (std::size_t i = 0; i < creates_at_once; ++i) {
              names.push_back(fresh_name(session));
              const Json body{{"name", names.back()}, {"team_id", session.settings.team_id}};
              calls.push_back(improper(api_call(Operation::other, "POST", "/stories", body)));
            }
            const auto answers = session.send_together(calls);
            std::size_t made = 0;
            for (std::size_t i = 0; i < answers.size(); ++i) {
              const auto id =
                  answers[i].ok() && answers[i].json ? id_of(*answers[i].json) : std::nullopt;
              if (!id) continue;
              ++made;
              const auto shown =
                  session.send(improper(api_call(Operation::stories, "GET", "/stories/" + *id)));
              session.require(shown.json && member(*shown.json, "name") == Json(names[i]),
                              "story " + *id + " with the name that was sent for it: " + names[i],
                              shown);
            }
            if (made < 2)
              throw CouldNotCheck("of several stories at once the tenant made one at most");
          })};
}

}  // namespace

Promises company_promises() {
  return {creates_get_distinct_ids(),       creates_are_all_listed(),
          requests_get_their_own_answers(), requests_use_their_own_keys(),
          lists_hold_what_was_there(),      stories_get_distinct_ids()};
}

}  // namespace tines_mock::contract
