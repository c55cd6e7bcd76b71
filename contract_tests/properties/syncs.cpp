#include "contract_tests/properties/syncs.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

bool all_synced(Session& session, const Subscribed& subscribed) {
  const auto object = session.current(subscribed.destination);
  return std::ranges::all_of(subscribed.stories, [&](const OwnStory& story) {
    return is_synced(object, story.path_id());
  });
}

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
  // Create may sync them, or leave them to a trigger.
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

}  // namespace

Subscribed synced_stories(Session& session, std::size_t count, bool manual_sync_only) {
  needs_arriving_syncs(session);
  if (manual_sync_only) needs_manual_sync_only(session);
  Subscribed subscribed;
  std::vector<std::int64_t> ids;
  for (std::size_t i = 0; i < count; ++i) {
    subscribed.stories.push_back(make_story(session));
    ids.push_back(subscribed.stories.back().id);
  }
  auto body = draft(session.settings, ids);
  if (manual_sync_only) body["manual_sync_only"] = true;
  subscribed.destination = session.create(body).id;
  const auto synced = [&] { return all_synced(session, subscribed); };
  const bool needs_a_trigger =
      manual_sync_only && !session.eventually(synced, 2 * session.facts.time_to_settle);
  if (needs_a_trigger) session.send(manual_sync_call(subscribed.destination));
  if (!session.eventually(synced)) {
    throw CouldNotCheck("a story that the suite made did not get to 'synced'");
  }
  // The trigger may have been superfluous: then its sync is still to come.
  if (needs_a_trigger) let_time_pass(session);
  return subscribed;
}

Session::Made with_a_corrected_key(Session& session, Json body) {
  const auto made = session.create(with_refused_key(session, std::move(body)));
  session.settled(made.id, session.facts.time_to_settle);
  session.send(
      update_call(made.id, {{"destination_tenant_api_key", session.settings.destination_api_key}}));
  return made;
}

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

std::optional<Json> once_synced(Session& session, const PathId& destination, const PathId& story) {
  std::optional<Json> object;
  session.eventually([&] {
    object = session.current(destination);
    return is_synced(object, story);
  });
  return object;
}

}  // namespace tines_mock::contract
