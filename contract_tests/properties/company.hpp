#pragma once

#include "contract_tests/properties/session.hpp"

namespace tines_mock::contract {

/// A race does not show each time.
inline constexpr int rounds = 3;

/// Several rounds of it. Throws CouldNotCheck where several sync destinations cannot be.
void in_company(Session& session, void (*once)(Session&));

template <void (*once)(Session&)>
void in_rounds(Session& session) {
  in_company(session, once);
}

}  // namespace tines_mock::contract
