#pragma once

#include "contract_tests/properties/session.hpp"
#include "contract_tests/target/ledger.hpp"

#include <string>
#include <vector>

/// Leaving a tenant as it was found.
namespace tines_mock::contract {

/// The names of all stories and teams that the suite makes begin so.
inline constexpr const char* marker = "tines-contract ";

/// Notes in the ledger what exists before the run.
void note_what_is_there(Session& session, Ledger& ledger);

/// Removes everything that the ledger holds, also what was created by a request whose answer was
/// lost, and lists it to be sure. Returns what is left, one line each; when nothing is left, closes
/// the ledger.
std::vector<std::string> sweep(Session& session, Ledger& ledger);

}  // namespace tines_mock::contract
