#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// What a request does not name stays as it is.
namespace tines_mock::contract {

namespace {

struct Step {
  std::string name;
  Call call;
};

/// Every request to a sync destination that names no flag and no other story.
std::vector<Step> steps_without_flags(const Session& session, const Session::Made& made) {
  const auto& settings = session.settings;
  std::vector<Step> steps{{"a manual sync", manual_sync_call(made.id)}};
  if (!session.facts.revision_2026) return steps;
  const auto story = std::to_string(settings.story_ids.front());
  const Json key{{"destination_tenant_api_key", settings.destination_api_key}};
  const Json stories{{"story_ids", settings.story_ids}};
  steps.push_back({"a sync of one story", story_sync_call(made.id, story)});
  for (const auto* method : {"PUT", "PATCH"}) {
    steps.push_back({"an update of nothing", update_call(made.id, Json::object(), method)});
    steps.push_back({"an update of the key", update_call(made.id, key, method)});
    steps.push_back({"an update to the same stories", update_call(made.id, stories, method)});
  }
  return steps;
}

Promise keeps_what_is_not_sent() {
  return {.id = "flags.stay",
          .text = "syncs and updates leave what they do not name as it was, in every answer",
          .source = vendor_pages("update", "kept when absent"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const bool manual_sync_only : {true, false}) {
              auto body = draft(session.settings, session.settings.story_ids);
              if (session.facts.has_manual_sync_only) body["manual_sync_only"] = manual_sync_only;
              const auto made = session.create(body);
              for (const auto& [name, call] : steps_without_flags(session, made)) {
                const auto answer = session.send(call);
                if (!answer.ok()) continue;  // that it succeeds is a promise of its own
                const auto expected = "the sync destination as it was, after " + name;
                if (const auto object = destination_in(answer)) {
                  session.require_same(made.object, object, expected);
                }
                session.require_same(made.object, session.current(made.id), expected);
                session.require_same(made.object, with_id(session.list_all(), made.id), expected);
              }
              session.send(remove_call(made.id));
              if (!session.facts.has_manual_sync_only) return;
            }
          }};
}

Promise keeps_flags_when_a_story_changes() {
  return {
      .id = "flags.story-change",
      .text =
          "a change of a subscribed story leaves its sync destination as it was but for statuses",
      .source = vendor_pages("update", "kept when absent"),
      .effort = Effort::once,
      .check = [](Session& session) {
        auto subscribed = synced_stories(session, 1, true);
        const auto before = session.current(subscribed.destination);
        rename(session, subscribed.stories.front());
        let_time_pass(session);
        session.require_same(before.value_or(Json::object()),
                             session.current(subscribed.destination),
                             "the sync destination as it was, after its story changed");
      }};
}

/// A tenant may read null as absent, or refuse it because it has no documented type.
Promise null_keeps() {
  return {
      .id = "assumed.null-keeps",
      .text = "null in an update is refused, or keeps what was",
      .source = assumed("assumed-null", "is refused or read as absent"),
      .effort = Effort::once,
      .check = [](Session& session) {
        needs_revision_2026(session);
        needs_manual_sync_only(session);
        auto body = draft(session.settings);
        body["manual_sync_only"] = true;
        const auto made = session.create(body);
        for (const auto* name : {"manual_sync_only", "story_ids", "destination_tenant_api_key"}) {
          const auto answer = session.send(improper(update_call(made.id, {{name, nullptr}})));
          session.require_same(
              made.object, session.current(made.id),
              std::string("the sync destination as before, after null for ") + name);
          session.require(answer.ok() || answer.refused(), "a success or a refusal (4xx)", answer);
        }
      }};
}

Promise null_is_no_flag() {
  return {.id = "assumed.null-flag",
          .text = "manual_sync_only null in a create is refused, or is false",
          .source = assumed("assumed-null", "is refused or is false"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            auto body = draft(session.settings);
            body["manual_sync_only"] = nullptr;
            const auto answer = session.send(improper(create_call(body)));
            if (!answer.ok()) return;
            const auto object = destination_in(answer).value_or(Json());
            session.require(member(object, "manual_sync_only") == Json(false),
                            "manual_sync_only false, because null was sent", answer);
          }};
}

}  // namespace

Promises flag_promises() {
  return {keeps_what_is_not_sent(), keeps_flags_when_a_story_changes()};
}

Promises null_promises() {
  return {null_keeps(), null_is_no_flag()};
}

}  // namespace tines_mock::contract
