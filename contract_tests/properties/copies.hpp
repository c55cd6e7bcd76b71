#pragma once

#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/session.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Copies of stories in the destination tenant.
namespace tines_mock::contract {

/// Throws CouldNotCheck unless syncs arrive and both tenants show their stories.
void needs_copies(const Session& session);

/// Of all stories there, over all pages. Throws CouldNotCheck when there are too many.
std::vector<std::string> names_in_the_destination_team(Session& session);
/// How many stories of the destination team have that name as a part of theirs: no document says
/// that a copy has exactly the name of its story.
std::ptrdiff_t copies_of(Session& session, const std::string& name);
/// Whether a copy with the story's present name is there, after the longest wait at the latest.
bool arrives(Session& session, const OwnStory& story);
/// Lets time pass, then requires that no copy with the story's present name is there.
void require_not_arrived(Session& session, const OwnStory& story, const std::string& because);
/// For people.
std::string seen_in_the_destination_team(Session& session);

}  // namespace tines_mock::contract
