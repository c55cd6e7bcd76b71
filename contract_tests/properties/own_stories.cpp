#include "contract_tests/properties/own_stories.hpp"

#include "contract_tests/properties/clean_up.hpp"

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

}  // namespace

std::string fresh_name(Session& session) {
  return marker + std::to_string(session.unknown_id()) + " \u2011 ünïcode";
}

OwnStory make_story(Session& session, const std::string& more) {
  const auto name = fresh_name(session) + more;
  const auto answer = granted(session, "POST", "/stories",
                              Json{{"name", name}, {"team_id", session.settings.team_id}});
  const auto id = answer.json ? member(*answer.json, "id") : Json();
  if (!id.is_number_integer()) throw CouldNotCheck("a new story has no id: " + seen(answer));
  // A tenant may shorten what it is given; what it then has is the name.
  const auto given = member(*answer.json, "name");
  return {id, given.is_string() ? given.get<std::string>() : name};
}

void rename(Session& session, OwnStory& story) {
  story.name = fresh_name(session);
  granted(session, "PUT", story.path(), Json{{"name", story.name}});
}

void delete_story(Session& session, const OwnStory& story) {
  granted(session, "DELETE", story.path());
}

}  // namespace tines_mock::contract
