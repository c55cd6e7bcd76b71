#pragma once

#include "contract_tests/properties/session.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Stories and teams that the suite makes itself, to edit and delete as it likes. They go with the
/// rest of what a case has made.
namespace tines_mock::contract {

/// Gives the tenant the time that it takes to finish what earlier requests have started.
void let_time_pass(Session& session);

/// A name that begins with `marker` and that nothing else has.
std::string fresh_name(Session& session);

struct OwnStory {
  std::int64_t id = 0;
  std::string name;

  PathId path_id() const { return std::to_string(id); }
  std::string path() const { return "/stories/" + std::to_string(id); }
};
/// In the team of the settings, with `more` at the end of its name. Throws CouldNotCheck when the
/// tenant does not make one.
OwnStory make_story(Session& session, const std::string& more = "");
/// A team of our own on the tenant. Throws CouldNotCheck when the tenant does not make one.
std::int64_t make_team(Session& session);
/// Gives it another name. Throws CouldNotCheck when the tenant does not let us.
void rename(Session& session, OwnStory& story);
/// The same, once the tenant has finished what earlier requests have started.
void rename_when_quiet(Session& session, OwnStory& story);
/// Throws CouldNotCheck when the tenant does not let us.
void delete_story(Session& session, const OwnStory& story);

}  // namespace tines_mock::contract
