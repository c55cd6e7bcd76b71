#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// Manual sync, and sync of one story.
namespace tines_mock::contract {

namespace {

using namespace std::chrono_literals;

AnswerCheck says(Operation operation, const std::string& name) {
  return [=](const Session&, const Answer& answer) -> Verdict {
    if (answer.call.operation != operation || !answer.call.proper || !answer.ok()) return holds;
    if (answer.json && member(*answer.json, name) == Json(true)) return holds;
    return Finding{"{\"" + name + "\": true}", seen(answer)};
  };
}

void sync_one(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(manual_sync_call(made.id));
}

void sync_one_story(Session& session) {
  needs_revision_2026(session);
  const auto body = *any_draft(session.settings);
  const auto made = session.create(body);
  const auto stories = body.at("story_ids");
  const auto pick = *rc::gen::inRange<std::size_t>(0, stories.size());
  session.send(story_sync_call(made.id, stories[pick].dump()));
}

void keeps_the_rest(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(manual_sync_call(made.id));
  session.require_same(made.object, session.current(made.id),
                       "the sync destination as it was but for statuses");
}

void refuses_unknown(Session& session) {
  const auto id = std::to_string(session.unknown_id());
  const auto answer = session.send(improper(manual_sync_call(id)));
  session.require(answer.refused(), "a refusal (4xx): there is no such sync destination", answer);
}

void story_sync_refuses_unknown(Session& session) {
  needs_revision_2026(session);
  const auto story = std::to_string(session.settings.story_ids.front());
  const auto id = std::to_string(session.unknown_id());
  const auto answer = session.send(improper(story_sync_call(id, story)));
  session.require(answer.refused(), "a refusal (4xx): there is no such sync destination", answer);
}

void story_sync_refuses_unsubscribed(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(draft(session.settings));
  const auto story = session.settings.story_ids.size() > 1 ? session.settings.story_ids.back()
                                                           : session.unknown_id();
  const auto answer = session.send(improper(story_sync_call(made.id, std::to_string(story))));
  session.require(answer.refused(), "a refusal (4xx): the story is not subscribed", answer);
}

/// Made with a key that nobody has, then told the right one.
Session::Made with_a_corrected_key(Session& session, Json body) {
  const auto made = session.create(with_refused_key(session, std::move(body)));
  session.settled(made.id, session.facts.time_to_settle);
  session.send(
      update_call(made.id, {{"destination_tenant_api_key", session.settings.destination_api_key}}));
  return made;
}

/// A sync destination and those of its stories that wait for a trigger.
struct Waiting {
  PathId destination;
  std::vector<PathId> stories;
};

bool any_synced(Session& session, const Waiting& waiting) {
  const auto object = session.current(waiting.destination);
  return std::ranges::any_of(waiting.stories,
                             [&](const PathId& story) { return is_synced(object, story); });
}

Waiting not_synced_yet(Session& session) {
  auto body = draft(session.settings, session.settings.story_ids);
  body["manual_sync_only"] = true;
  const bool takes_any_key =
      session.send(create_call(with_refused_key(session, draft(session.settings)))).ok();
  const auto made = takes_any_key ? with_a_corrected_key(session, body) : session.create(body);
  Waiting waiting{made.id, {}};
  for (const auto story : session.settings.story_ids) {
    waiting.stories.push_back(std::to_string(story));
  }
  // A tenant may take it literally that nothing is synced without a trigger.
  if (!takes_any_key) {
    session.eventually([&] { return any_synced(session, waiting); },
                       2 * session.facts.time_to_settle);
  }
  return waiting;
}

Waiting changed_since_their_sync(Session& session) {
  auto subscribed = synced_stories(session, 3, true);
  Waiting waiting{subscribed.destination, {}};
  for (auto& story : subscribed.stories) {
    rename(session, story);
    waiting.stories.push_back(story.path_id());
  }
  return waiting;
}

/// A destination whose stories are not synced and will be on a trigger alone. Tenants differ in
/// what brings them there.
Waiting waiting_for_a_trigger(Session& session) {
  needs_revision_2026(session);
  needs_arriving_syncs(session);
  for (const auto way : {not_synced_yet, changed_since_their_sync}) {
    auto waiting = way(session);
    session.pause(session.facts.time_to_settle);
    if (!any_synced(session, waiting)) return waiting;
  }
  throw CouldNotCheck("the tenant syncs by itself, without a trigger");
}

/// What the destination is when the story is synced, or what it is after a long wait.
std::optional<Json> once_synced(Session& session, const PathId& destination, const PathId& story) {
  std::optional<Json> object;
  session.eventually([&] {
    object = session.current(destination);
    return is_synced(object, story);
  });
  return object;
}

void manual_sync_syncs(Session& session) {
  const auto waiting = waiting_for_a_trigger(session);
  session.send(manual_sync_call(waiting.destination));
  for (const auto& story : waiting.stories) {
    const auto object = once_synced(session, waiting.destination, story);
    session.require(is_synced(object, story), "story " + story + " synced after a manual sync",
                    seen(object));
  }
}

void story_sync_syncs(Session& session) {
  const auto waiting = waiting_for_a_trigger(session);
  const auto& story = waiting.stories.front();
  session.send(story_sync_call(waiting.destination, story));
  const auto object = once_synced(session, waiting.destination, story);
  session.require(is_synced(object, story), "story " + story + " synced after its sync",
                  seen(object));
}

void story_sync_syncs_that_story_alone(Session& session) {
  needs_stories(session, 2);
  const auto waiting = waiting_for_a_trigger(session);
  const auto& story = waiting.stories.front();
  session.send(story_sync_call(waiting.destination, story));
  once_synced(session, waiting.destination, story);
  session.pause(session.facts.time_to_settle);
  const auto object = session.current(waiting.destination);
  for (std::size_t i = 1; i < waiting.stories.size(); ++i) {
    session.require(!is_synced(object, waiting.stories[i]),
                    "only story " + story + " synced, because only its sync was asked for",
                    seen(object));
  }
}

// What a tenant may need to get to it: time, and a trigger.
void comes_to_an_end(Session& session) {
  const auto made = session.create(draft(session.settings));
  auto object = session.settled(made.id, session.longest_wait());
  if (object && waits_for_sync(*object)) {
    session.send(manual_sync_call(made.id));
    object = session.settled(made.id, session.longest_wait());
  }
  session.require(object && !waits_for_sync(*object),
                  "'synced' or 'failed', at the latest " +
                      std::to_string(session.longest_wait().count()) + " ms after a manual sync",
                  seen(object));
}

void manual_sync_repairs_nothing_with_a_refused_key(Session& session) {
  needs_arriving_syncs(session);
  const auto made = session.create(with_refused_key(session, draft(session.settings)));
  const auto before = session.settled(made.id);
  const auto story = std::to_string(session.settings.story_ids.front());
  session.require(!is_synced(before, story), "no sync with a key that nobody has", seen(before));
  session.send(manual_sync_call(made.id));
  const auto after = session.settled(made.id);
  session.require(!is_synced(after, story), "no sync with a key that nobody has", seen(after));
}

void update_changes_the_key(Session& session) {
  needs_revision_2026(session);
  needs_arriving_syncs(session);
  const auto body = draft(session.settings);
  const auto story = body["story_ids"][0].dump();
  const auto made = with_a_corrected_key(session, body);
  session.send(manual_sync_call(made.id));
  const auto object = once_synced(session, made.id, story);
  session.require(is_synced(object, story),
                  "story " + story + " synced with the key that the update sent", seen(object));
}

// The key cannot be seen: whether it was kept shows in a sync after an update that did not send it.
void update_keeps_the_key(Session& session) {
  needs_revision_2026(session);
  needs_arriving_syncs(session);
  const auto body = draft(session.settings);
  const auto story = body["story_ids"][0].dump();
  for (const Json& change :
       {Json{{"manual_sync_only", true}}, Json{{"story_ids", body["story_ids"]}}}) {
    const auto made = session.create(body);
    if (!is_synced(session.settled(made.id, session.facts.time_to_settle), story))
      throw CouldNotCheck("the story was not synced before the update");
    session.send(update_call(made.id, change));
    session.send(manual_sync_call(made.id));
    session.pause(session.facts.time_to_settle);
    const auto object = once_synced(session, made.id, story);
    session.require(is_synced(object, story),
                    "story " + story + " synced as before, the update sent no other key",
                    seen(object));
  }
}

}  // namespace

Promises sync_promises() {
  const auto manual = vendor_pages("manual-sync", "answers 200 with {\"sync_initiated\": true}");
  const auto one =
      vendor_pages("sync-one-story", "answers 200 with {\"story_sync_initiated\": true}");
  return {
      {"manual_sync.status", "manual sync answers 200", manual, Effort::few, sync_one,
       answers(Operation::manual_sync, 200)},
      {"manual_sync.answer", "manual sync answers {\"sync_initiated\": true}", manual, Effort::few,
       sync_one, says(Operation::manual_sync, "sync_initiated")},
      {"manual_sync.keeps-the-rest",
       "manual sync changes statuses alone",
       manual,
       Effort::few,
       keeps_the_rest,
       {}},
      {"manual_sync.unknown",
       "manual sync refuses an id that no sync destination has",
       manual,
       Effort::few,
       refuses_unknown,
       {}},
      {"sync.comes-to-an-end",
       "a sync comes to its end, by itself or by a manual sync",
       seed_document("create", "so that they are published"),
       Effort::once,
       comes_to_an_end,
       {}},
      {"manual_sync.syncs",
       "manual sync syncs every subscribed story",
       manual,
       Effort::once,
       manual_sync_syncs,
       {}},
      {"story_sync.status", "sync of one story answers 200", one, Effort::few, sync_one_story,
       answers(Operation::story_sync, 200)},
      {"story_sync.answer", "sync of one story answers {\"story_sync_initiated\": true}", one,
       Effort::few, sync_one_story, says(Operation::story_sync, "story_sync_initiated")},
      {"story_sync.unknown",
       "sync of one story refuses an id that no sync destination has",
       one,
       Effort::few,
       story_sync_refuses_unknown,
       {}},
      {"story_sync.not-subscribed",
       "sync of one story refuses a story that is not subscribed",
       one,
       Effort::few,
       story_sync_refuses_unsubscribed,
       {}},
      {"story_sync.syncs",
       "sync of one story syncs that story",
       one,
       Effort::once,
       story_sync_syncs,
       {}},
      {"story_sync.alone",
       "sync of one story syncs no other",
       one,
       Effort::once,
       story_sync_syncs_that_story_alone,
       {}},
      {"update.key",
       "the destination's key becomes what update sent",
       vendor_pages("update", "It takes any of: - destination_tenant_api_key"),
       Effort::once,
       update_changes_the_key,
       {}},
      {"update.keeps-key",
       "update keeps the destination's key when it is not sent",
       vendor_pages("update", "destination_tenant_api_key, kept when absent"),
       Effort::once,
       update_keeps_the_key,
       {}},
      {"sync.refused-key",
       "a key that the destination does not know syncs nothing",
       assumed("assumed-sync", "nothing is synced with it"),
       Effort::once,
       manual_sync_repairs_nothing_with_a_refused_key,
       {}},
  };
}

}  // namespace tines_mock::contract
