#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// A refusal changes nothing.
namespace tines_mock::contract {

namespace {

constexpr int confirmations = 3;

/// Whether a create with that body could have made the object: two of three members agree.
bool could_come_from(const Json& object, const Json& body) {
  int same = 0;
  for (const auto& [sent, answered] :
       {std::pair{"destination_tenant_url", "destination_tenant_url"},
        std::pair{"destination_team_id", "destination_team_id"},
        std::pair{"team_id", "origin_team_id"}}) {
    same += body.contains(sent) && member(object, answered) == body.at(sent) ? 1 : 0;
  }
  return same >= 2;
}

std::vector<Json> new_ones(Session& session, const std::vector<Json>& before, const Json& body) {
  std::vector<Json> found;
  for (const auto& object : session.list_all()) {
    const auto id = id_of(object);
    if (id && !with_id(before, *id) && could_come_from(object, body)) found.push_back(object);
  }
  return found;
}

/// The sync destinations that have appeared after the refused call. Some may be other people's: the
/// caller repeats it to tell them apart.
std::vector<Json> made_by_refused(Session& session, const Call& call, const Json& body) {
  const auto before = session.list_all();
  const auto answer = session.send(call);
  if (!answer.refused()) return {};
  let_time_pass(session);
  const auto found = new_ones(session, before, body);
  for (const auto& object : found) session.tenant.adopt(create_call(body), *id_of(object));
  return found;
}

void require_nothing_made(Session& session, const Call& call) {
  const auto body = Json::parse(*call.body);
  auto found = made_by_refused(session, call, body);
  for (int i = 1; !found.empty() && i < confirmations; ++i) {
    const auto before = session.list_all();
    if (!new_ones(session, before, body).empty()) {
      throw CouldNotCheck("other people make such sync destinations all the time");
    }
    found = made_by_refused(session, call, body);
  }
  session.require(found.empty(), "no sync destination after a refused create",
                  found.empty() ? "" : seen(found.front()));
}

/// Sends all of them; only when something has appeared, one by one, to see which made it.
Promise refused_creates_make_nothing() {
  return {.id = "refusals.create-nothing",
          .text = "a refused create makes no sync destination",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto calls = refused_creates(session.settings);
            const auto before = session.list_all().size();
            for (const auto& call : calls) session.send(call);
            let_time_pass(session);
            if (session.list_all().size() == before) return;
            for (const auto& call : calls) require_nothing_made(session, call);
          }};
}

/// Updates with a good parameter and a bad one.
std::vector<Json> half_good_updates(Session& session) {
  const auto good = session.settings.story_ids.back();
  const auto unknown = session.unknown_id();
  return {{{"manual_sync_only", true}, {"story_ids", {unknown}}},
          {{"manual_sync_only", false}, {"story_ids", {unknown}}},
          {{"manual_sync_only", true}, {"story_ids", "all"}},
          {{"manual_sync_only", "perhaps"}, {"story_ids", Json::array()}},
          {{"story_ids", {good, unknown}}},
          {{"story_ids", {unknown, good}}},
          {{"story_ids", {good, nullptr}}},
          {{"destination_tenant_api_key", Json::array()}, {"story_ids", Json::array()}},
          {{"destination_tenant_api_key", Json::object()}, {"manual_sync_only", true}}};
}

void require_no_change_by_half_good_updates(Session& session, const Session::Made& made) {
  bool all_refused = true;
  for (const auto& body : half_good_updates(session)) {
    const auto before = session.current(made.id).value_or(made.object);
    const auto answer = session.send(improper(update_call(made.id, body)));
    all_refused &= answer.refused();
    if (!answer.refused()) continue;
    const auto expected = "the sync destination as before, because the update was refused";
    session.require_same(before, session.current(made.id), expected);
    session.require_same(before, with_id(session.list_all(), made.id), expected);
  }
  if (!all_refused) return;
  let_time_pass(session);
  session.require_same(made.object, session.current(made.id),
                       "the sync destination to stay as it was, because updates were refused");
}

Promise refused_update_changes_nothing() {
  return {.id = "refusals.update-nothing",
          .text = "a refused update changes nothing",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto& stories = session.settings.story_ids;
            require_no_change_by_half_good_updates(session,
                                                   session.create(draft(session.settings)));
            if (!session.facts.has_manual_sync_only || session.room_for(1) == 0) return;
            auto body = draft(session.settings, stories);
            body["manual_sync_only"] = true;
            require_no_change_by_half_good_updates(session, session.create(body));
          }};
}

/// The key cannot be read back: a later sync works only if it is still the same.
Promise refused_update_leaves_the_key() {
  return {.id = "refusals.update-key",
          .text = "a refused update leaves the destination's key as it is",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_copies(session);
            auto subscribed = synced_stories(session, 1, false);
            const auto& id = subscribed.destination;
            for (const auto& bad :
                 {std::pair<std::string, Json>{"story_ids", Json::array({session.unknown_id()})},
                  {"story_ids", "all"},
                  {"manual_sync_only", "perhaps"}}) {
              const Json body{{"destination_tenant_api_key", session.unknown_key()},
                              {bad.first, bad.second}};
              const auto answer = session.send(improper(update_call(id, body)));
              if (!answer.refused())
                throw CouldNotCheck("the tenant accepts an update with a bad parameter");
            }
            rename(session, subscribed.stories.front());
            session.send(manual_sync_call(id));
            session.require(
                arrives(session, subscribed.stories.front()),
                "the story in the destination, with the key from before the refused updates",
                seen(session.current(id)));
          }};
}

Promise refusals_push_nothing() {
  return {.id = "refusals.push-nothing",
          .text = "a story that only refused requests name does not reach the destination",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            const auto story = make_story(session);
            const auto unknown = session.unknown_id();
            const auto made = session.create(draft(session.settings));
            auto body = draft(session.settings, {story.id});
            std::vector<Call> calls{story_sync_call(made.id, story.path_id()),
                                    create_call(draft(session.settings, {story.id, unknown})),
                                    update_call(made.id, {{"story_ids", {story.id, unknown}}}),
                                    update_call(made.id, {{"story_ids", {story.id, "x"}}})};
            const Json wrong{{"team_id", unknown}, {"story_ids", {story.id, "x"}}};
            for (const auto& [name, bad] : wrong.items()) {
              auto changed = body;
              changed[name] = bad;
              calls.push_back(create_call(changed));
            }
            body.erase("destination_team_id");
            calls.push_back(create_call(body));
            for (const auto& call : calls) {
              const bool refused = session.send(improper(call)).refused();
              if (!refused) throw CouldNotCheck("the tenant accepts a bad request");
            }
            require_not_arrived(session, story, "because every request that named it was refused");
            const auto object = session.current(made.id);
            session.require_same(made.object, object,
                                 "the sync destination as before the refused requests");
          }};
}

/// Sends methods that no document names for the paths of a sync destination.
Promise unserved_methods_do_nothing() {
  return {.id = "refusals.unserved-methods",
          .text = "a method that is refused changes nothing",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto made = session.create(draft(session.settings, session.settings.story_ids));
            const auto story = std::to_string(session.settings.story_ids.front());
            const auto trigger = manual_sync_call(made.id).target;
            const auto story_trigger = story_sync_call(made.id, story).target;
            for (const auto& [method, target] :
                 {std::pair<std::string, std::string>{"POST", remove_call(made.id).target},
                  {"DELETE", trigger},
                  {"PUT", trigger},
                  {"DELETE", story_trigger},
                  {"PATCH", story_trigger}}) {
              auto call = odd_path(improper(manual_sync_call(made.id)));
              call.operation = Operation::other;
              call.method = method;
              call.target = target;
              if (call.method != "DELETE") call.body = Json{{"story_ids", Json::array()}}.dump();
              if (!session.send(call).refused()) continue;
              session.require_same(made.object, session.current(made.id),
                                   "the sync destination as it was, after " + method + " " +
                                       target + " was refused");
            }
          }};
}

Promise refusals_touch_nothing_else() {
  return {.id = "refusals.others-untouched",
          .text = "a bad request changes nothing that it does not concern",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto made = session.create(*any_draft(session.settings));
            session.send(*one_of(bad_requests(session.settings)));
            session.require_same(
                made.object, session.current(made.id),
                "a sync destination that the bad request does not concern, as it was");
          }};
}

}  // namespace

Promises refusal_promises() {
  return {refused_creates_make_nothing(),  refused_update_changes_nothing(),
          refused_update_leaves_the_key(), refusals_push_nothing(),
          unserved_methods_do_nothing(),   refusals_touch_nothing_else()};
}

}  // namespace tines_mock::contract
