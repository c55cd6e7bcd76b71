#include "domain/keys.hpp"

#include <algorithm>

namespace tines_mock::domain {

const ApiKey* find_key_with(const std::vector<ApiKey>& keys, const std::set<Right>& rights) {
  const ApiKey* of_a_team = nullptr;
  for (const auto& key : keys) {
    if (!std::ranges::includes(key.rights, rights)) continue;
    if (!key.team_id) return &key;
    if (of_a_team == nullptr) of_a_team = &key;
  }
  return of_a_team;
}

}  // namespace tines_mock::domain
