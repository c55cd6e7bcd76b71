#include "contract_tests/properties/own_stories.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/properties/needs.hpp"

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

/// The object that the tenant made; it has an integer "id".
Json made_in(Session& session, const std::string& collection, const Json& body) {
  const auto answer = granted(session, "POST", collection, body);
  if (!answer.json || !member(*answer.json, "id").is_number_integer()) {
    throw CouldNotCheck("what POST " + collection + " made has no id: " + seen(answer));
  }
  return *answer.json;
}

}  // namespace

void let_time_pass(Session& session) {
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
  // A tenant may shorten the name.
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

void rename_when_quiet(Session& session, OwnStory& story) {
  let_time_pass(session);
  rename(session, story);
}

void delete_story(Session& session, const OwnStory& story) {
  granted(session, "DELETE", story.path());
}

}  // namespace tines_mock::contract
