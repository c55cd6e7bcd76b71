#pragma once

#include "contract_tests/properties/session.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What reaches the destination tenant, as far as it can be seen.
namespace tines_mock::contract {

/// Throws CouldNotCheck unless syncs arrive and both tenants show their stories.
void needs_copies(const Session& session);

std::vector<Json> stories_of_the_destination_team(Session& session);
/// How many stories of that name the destination team has.
std::ptrdiff_t copies_of(Session& session, const std::string& name);

}  // namespace tines_mock::contract
