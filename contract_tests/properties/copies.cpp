#include "contract_tests/properties/copies.hpp"

#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"

#include <algorithm>

namespace tines_mock::contract {

void needs_copies(const Session& session) {
  needs_arriving_syncs(session);
  if (!session.facts.destination_seen) {
    throw CouldNotCheck("the stories of the destination tenant cannot be listed");
  }
  if (session.facts.story_names.empty()) {
    throw CouldNotCheck("the tenant does not serve the stories' names");
  }
}

std::vector<std::string> names_in_the_destination_team(Session& session) {
  const Json team = session.settings.destination_team_id;
  std::vector<std::string> names;
  for (const auto& story : all_elements(*session.destination, stories_call(team))) {
    const auto of = member(story, "team_id");
    const auto name = member(story, "name");
    if (name.is_string() && (of.is_null() || of == team)) names.push_back(name);
  }
  return names;
}

std::ptrdiff_t copies_of(Session& session, const std::string& name) {
  return std::ranges::count_if(names_in_the_destination_team(session), [&](const auto& other) {
    return other.find(name) != std::string::npos;
  });
}

bool arrives(Session& session, const OwnStory& story) {
  return session.eventually([&] { return copies_of(session, story.name) > 0; });
}

void require_not_arrived(Session& session, const OwnStory& story, const std::string& because) {
  let_time_pass(session);
  session.require(copies_of(session, story.name) == 0,
                  "no story " + seen(Json(story.name)) + " in the destination team, " + because,
                  seen_in_the_destination_team(session));
}

std::string seen_in_the_destination_team(Session& session) {
  return "stories " + seen(Json(names_in_the_destination_team(session)));
}

}  // namespace tines_mock::contract
