#pragma once

#include "control/call.hpp"

namespace tines_mock::control::faults_of {

/// Every rule, its state, and how often it matched, fired and was applied.
Response list(const Call& call);
/// A rule, or `{"rules": […]}` as in a fault file: all of them or none.
Response add(const Call& call);
Response clear(const Call& call);
Response remove(const Call& call);
/// Whether every rule has acted.
Response verify(const Call& call);

}  // namespace tines_mock::control::faults_of
