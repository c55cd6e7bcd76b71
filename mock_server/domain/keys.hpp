#pragma once

#include <tines_mock/entities.hpp>

#include <set>
#include <vector>

namespace tines_mock::domain {

/// The key of a tenant for who asks in its name: the first that has all of these rights, one of the
/// whole tenant rather than one of a team. Null when there is none.
const ApiKey* find_key_with(const std::vector<ApiKey>& keys, const std::set<Right>& rights);

}  // namespace tines_mock::domain
