#pragma once

#include "contract_tests/properties/session.hpp"

#include <string>
#include <vector>

/// A look at the settings before the first promise is checked: a wrong setting must not become a
/// verdict about the tenant.
namespace tines_mock::contract {

struct Preflight {
  /// Settings that cannot be right, one line each: the setting, what was seen, how to mend it.
  std::vector<std::string> problems;
  /// What was seen of those that are right, for people, one line each.
  std::vector<std::string> seen;
  /// Teams and stories of the settings were all seen on their tenants.
  bool all_seen = true;
  /// How long the tenant took to answer.
  std::chrono::milliseconds answer_time{0};
};

/// Looks at both tenants with requests that only read.
Preflight look_at_settings(Session& session);

/// What `discover` learned from the first sync destination, which shows settings that reading does
/// not: adds to `problems` and `seen`.
void look_at_first_sync(const Session& session, Preflight& preflight);

}  // namespace tines_mock::contract
