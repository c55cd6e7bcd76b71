#pragma once

#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/session.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What reaches the destination tenant, as far as it can be seen.
namespace tines_mock::contract {

/// Throws CouldNotCheck unless syncs arrive and both tenants show their stories.
void needs_copies(const Session& session);

/// Of all its stories, over all pages. Throws CouldNotCheck when there are too many of them.
std::vector<std::string> names_in_the_destination_team(Session& session);
/// How many stories the destination team has whose name holds that name: no document says that a
/// copy has the very same.
std::ptrdiff_t copies_of(Session& session, const std::string& name);
/// Whether it is there at the latest after the longest wait, under the name that it has now.
bool arrives(Session& session, const OwnStory& story);
/// Lets time pass and requires that it is not there, under the name that it has now.
void does_not_arrive(Session& session, const OwnStory& story, const std::string& because);
/// For people.
std::string seen_in_the_destination_team(Session& session);

}  // namespace tines_mock::contract
