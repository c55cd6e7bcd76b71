#pragma once

#include "contract_tests/properties/session.hpp"

namespace tines_mock::contract {

/// Looks into a proper create that was refused, once nothing of ours is there any more. A tenant
/// with a quota, which other people's sync destinations may count towards, refuses the next one at
/// the same number again; `Facts::room` is that number then. Throws Violation of create.status when
/// it does not.
void look_into_refusal(Session& session);

}  // namespace tines_mock::contract
