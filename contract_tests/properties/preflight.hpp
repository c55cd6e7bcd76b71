#pragma once

#include "contract_tests/properties/session.hpp"

#include <string>
#include <vector>

/// Checks the settings before the first promise: a wrong setting must not look like a fault of the
/// tenant.
namespace tines_mock::contract {

struct Preflight {
  /// Settings that cannot be right, one line each: the setting, what was seen, how to mend it.
  std::vector<std::string> problems;
  /// What was seen of those that are right, for people, one line each.
  std::vector<std::string> seen;
  /// Every team and story of the settings was seen on its tenant.
  bool all_seen = true;
  /// How long the tenant took to answer.
  std::chrono::milliseconds answer_time{0};
};

/// Reads both tenants; writes nothing.
Preflight look_at_settings(Session& session);

/// Adds what `discover` learned from the first sync destination: it shows mistakes in the settings
/// that reading does not.
void look_at_first_sync(const Session& session, Preflight& preflight);

}  // namespace tines_mock::contract
