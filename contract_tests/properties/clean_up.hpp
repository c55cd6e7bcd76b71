#pragma once

#include "contract_tests/properties/session.hpp"
#include "contract_tests/target/ledger.hpp"

#include <string>
#include <vector>

/// Leaving a tenant as it was found.
namespace tines_mock::contract {

/// Everything that the suite names itself begins so: stories and teams that it makes.
inline constexpr const char* marker = "tines-contract ";

/// Notes in the ledger what is there before the run.
void note_what_is_there(Session& session, Ledger& ledger);

/// Removes all that the ledger holds, also what was created without our getting the answer, and
/// proves it by listing. What is left is returned, one line each; when nothing is, the ledger goes.
std::vector<std::string> sweep(Session& session, Ledger& ledger);

}  // namespace tines_mock::contract
