#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/strangers.hpp"
#include "contract_tests/properties/syncs.hpp"

/// A request without a key of the tenant changes nothing, and its answer reveals nothing.
namespace tines_mock::contract {

namespace {

/// A shorter name may be a word that stands in any refusal.
constexpr std::size_t shortest_telling_name = 10;

/// Writes whose effect would show in the sync destination.
std::vector<Call> changes_to(Session& session, const PathId& id) {
  std::vector<Call> calls{remove_call(id), manual_sync_call(id)};
  for (const auto* method : {"PUT", "PATCH"}) {
    for (const Json& body : {Json{{"story_ids", Json::array()}}, Json{{"manual_sync_only", true}},
                             Json{{"destination_tenant_api_key", session.unknown_key()}}}) {
      calls.push_back(update_call(id, body, method));
    }
  }
  return calls;
}

Promise unauthorized_requests_change_nothing() {
  return {.id = "auth.unauthorized-does-nothing",
          .text = "a request without a key of the tenant changes no sync destination",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto made = session.create(draft(session.settings));
            for (const auto& stranger : strangers(session)) {
              for (const auto& call : changes_to(session, made.id))
                session.send(sent_by(stranger, call));
              const auto expected =
                  "the sync destination as it was, after requests " + stranger.with_what;
              session.require_same(made.object, session.current(made.id), expected);
              session.require_same(made.object, with_id(session.list_all(), made.id), expected);
            }
          }};
}

/// The key cannot be read back: a later sync works only if it is still the same.
Promise unauthorized_updates_leave_the_key() {
  return {.id = "auth.unauthorized-keeps-key",
          .text = "an update without a key of the tenant leaves the destination's key as it is",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            auto subscribed = synced_stories(session, 1, false);
            for (const auto& stranger : strangers(session)) {
              for (const auto& call : changes_to(session, subscribed.destination)) {
                session.send(sent_by(stranger, call));
              }
            }
            session.send(manual_sync_call(subscribed.destination));
            let_time_pass(session);
            const auto& story = subscribed.stories.front();
            const auto object = session.settled(subscribed.destination);
            session.require(
                is_synced(object, story.path_id()),
                "story " + story.path_id() + " synced as before the unauthorized updates",
                seen(object));
          }};
}

Promise unauthorized_requests_push_nothing() {
  return {
      .id = "auth.unauthorized-pushes-nothing",
      .text = "a create or update without a key of the tenant brings no story to the destination",
      .source = seed_document("create-headers", "Authorization: Bearer <key>"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_copies(session);
        const auto story = make_story(session);
        const auto made = session.create(draft(session.settings));
        const Json stories{{"story_ids", Json::array({story.id})}};
        for (const auto& stranger : strangers(session)) {
          for (const auto& call :
               {create_call(draft(session.settings, {story.id})), update_call(made.id, stories),
                update_call(made.id, stories, "PATCH"),
                story_sync_call(made.id, story.path_id())}) {
            session.send(sent_by(stranger, call));
          }
        }
        require_not_arrived(session, story, "because no request for it had a key of the tenant");
      }};
}

Promise unauthorized_requests_trigger_nothing() {
  return {.id = "auth.unauthorized-triggers-nothing",
          .text = "a manual sync without a key of the tenant syncs nothing",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = synced_stories(session, 1, true);
            auto& story = subscribed.stories.front();
            rename(session, story);
            for (const auto& stranger : strangers(session)) {
              for (const auto& call : {manual_sync_call(subscribed.destination),
                                       story_sync_call(subscribed.destination, story.path_id())}) {
                session.send(sent_by(stranger, call));
              }
            }
            require_not_arrived(session, story, "because no trigger had a key of the tenant");
          }};
}

Promise unauthorized_answers_reveal_nothing() {
  return {.id = "auth.reveals-nothing",
          .text =
              "the refusal of a request without a key of the tenant tells nothing that the tenant "
              "holds",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .always = [](const Session& session, const Answer& answer) -> CheckResult {
            if (answer.ok() || !is_from_a_stranger(session, answer)) return holds;
            const auto tells = [&](const std::string& what) {
              return Finding{"nothing about the tenant in a refusal of a request without its key",
                             what + " in " + seen(answer)};
            };
            for (const auto* name :
                 {"sync_destination", "sync_destinations", "subscriptions", "stories", "teams"}) {
              const auto value = answer.json ? member(*answer.json, name) : Json();
              const auto first = value.is_array() && !value.empty() ? value.front() : value;
              if (first.is_object() && first.contains("id")) return tells(name);
            }
            const auto text = with_escapes_undone(everything_in(answer));
            for (const auto& [id, name] : session.facts.story_names) {
              if (name.size() < shortest_telling_name) continue;
              if (text.find(name) != std::string::npos) return tells("the name of story " + id);
            }
            return holds;
          },
          .tour =
              [](Session& session) {
                std::vector<Call> calls{list_call()};
                if (session.tenant.may_write()) {
                  const auto made =
                      session.create(draft(session.settings, session.settings.story_ids));
                  calls = operations_on(session, made.id,
                                        std::to_string(session.settings.story_ids.front()));
                }
                for (const auto& stranger : strangers(session)) {
                  for (const auto& call : calls) session.send(sent_by(stranger, call));
                }
              }};
}

Promise surroundings_need_a_key() {
  return {.id = "auth.surroundings",
          .text = "info, teams and stories refuse a request without a key",
          .source = vendor_pages("keys", "Every request carries a key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            bool served = false;
            for (const auto* path : {"/info", "/teams", "/stories"}) {
              const auto call = api_call(Operation::other, "GET", path);
              if (!session.send(call).ok()) continue;
              served = true;
              const auto answer = session.send(sent_by(without_a_key(), call));
              session.require(answer.refused(),
                              std::string(path) + " without a key to be refused (4xx)", answer);
            }
            if (!served)
              throw CouldNotCheck("the tenant serves neither info nor teams nor stories");
          }};
}

std::vector<Call> operations_on_stories(Session& session, const OwnStory& story) {
  const auto call = [](const char* method, const std::string& path,
                       const std::optional<Json>& body = {}) {
    return api_call(Operation::other, method, path, body);
  };
  const Json other_name{{"name", fresh_name(session)}};
  const Json another{{"name", fresh_name(session)}, {"team_id", session.settings.team_id}};
  return {call("GET", story.path()),
          call("GET", story.path() + "/export"),
          call("GET", "/stories?per_page=1&page=2"),
          call("POST", "/stories", another),
          call("PUT", story.path(), other_name),
          call("DELETE", "/stories/batch", Json{{"ids", {story.id}}}),
          call("DELETE", story.path()),
          call("POST", "/teams", Json{{"name", fresh_name(session)}})};
}

Promise stories_need_a_key() {
  return {.id = "auth.stories",
          .text = "no operation on a story succeeds or does anything without a key of the tenant",
          .source = vendor_pages("keys", "Every request carries a key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto story = make_story(session);
            const auto calls = operations_on_stories(session, story);
            for (const auto& stranger : strangers(session)) {
              for (const auto& call : calls) {
                const auto answer = session.send(sent_by(stranger, call));
                session.require(
                    !answer.ok(),
                    call.method + " " + call.target + " " + stranger.with_what + " not to succeed",
                    answer);
              }
            }
            const auto now = session.send(api_call(Operation::other, "GET", story.path()));
            session.require(now.ok() && now.json && member(*now.json, "name") == Json(story.name),
                            "the story as it was, after requests that were refused", now);
          }};
}

}  // namespace

Promises unauthorized_promises() {
  return {unauthorized_requests_change_nothing(),
          unauthorized_updates_leave_the_key(),
          unauthorized_requests_push_nothing(),
          unauthorized_requests_trigger_nothing(),
          unauthorized_answers_reveal_nothing(),
          surroundings_need_a_key(),
          stories_need_a_key()};
}

}  // namespace tines_mock::contract
