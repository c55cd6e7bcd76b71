#include "contract_tests/properties/own_stories.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

Answer granted(Session& session, const std::string& method, const std::string& path,
               const std::optional<Json>& body = {}) {
  auto answer = session.send(improper(api_call(Operation::other, method, path, body)));
  if (!answer.ok()) {
    throw CouldNotCheck("the tenant refuses " + method + " " + path + ": " + seen(answer));
  }
  return answer;
}

/// What the tenant made of it, with an integer "id".
Json made_in(Session& session, const std::string& collection, const Json& body) {
  const auto answer = granted(session, "POST", collection, body);
  if (!answer.json || !member(*answer.json, "id").is_number_integer()) {
    throw CouldNotCheck("what POST " + collection + " made has no id: " + seen(answer));
  }
  return *answer.json;
}

bool all_synced(Session& session, const Subscribed& subscribed) {
  const auto object = session.current(subscribed.destination);
  return std::ranges::all_of(subscribed.stories, [&](const OwnStory& story) {
    return is_synced(object, story.path_id());
  });
}

}  // namespace

void let_pass(Session& session) {
  constexpr int looks = 4;
  for (int look = 0; look < looks; ++look) {
    session.pause(session.facts.time_to_settle / looks);
    session.send(list_call());
  }
}

std::string fresh_name(Session& session) {
  const auto name = marker + std::to_string(session.unknown_id());
  session.tenant.note_name(name);
  return name + " \u2011 ünïcode";
}

OwnStory make_story(Session& session, const std::string& more) {
  const auto name = fresh_name(session) + more;
  const auto story =
      made_in(session, "/stories", {{"name", name}, {"team_id", session.settings.team_id}});
  // A tenant may shorten what it is given; what it then has is the name.
  const auto given = member(story, "name");
  return {story.at("id"), given.is_string() ? given.get<std::string>() : name};
}

std::int64_t make_team(Session& session) {
  return made_in(session, "/teams", {{"name", fresh_name(session)}}).at("id");
}

void rename(Session& session, OwnStory& story) {
  story.name = fresh_name(session);
  granted(session, "PUT", story.path(), Json{{"name", story.name}});
}

void delete_story(Session& session, const OwnStory& story) {
  granted(session, "DELETE", story.path());
}

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
  // The trigger may not have been needed: then its sync comes later than the one that was seen.
  if (needs_a_trigger) let_pass(session);
  return subscribed;
}

}  // namespace tines_mock::contract
