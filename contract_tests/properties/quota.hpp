#pragma once

#include "contract_tests/properties/session.hpp"

namespace tines_mock::contract {

/// Finds out why a proper create was refused; call it when everything of ours is removed. A tenant
/// with a quota refuses again at the same number of sync destinations, other people's included:
/// that number becomes `Facts::room`. Without such a reason it throws Violation of create.status.
void explain_refusal(Session& session);

}  // namespace tines_mock::contract
