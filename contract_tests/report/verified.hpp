#pragma once

#include "contract_tests/properties/run.hpp"

#include <tines_mock/assumptions_file.hpp>

namespace tines_mock::contract {

/// What was verified before, and what this run on a real tenant saw of the table of assumptions:
/// an entry is verified by `now` when its promise is kept, or differs with a value that the table
/// can hold.
Sightings verified(Sightings before, const RunResult& run, const Assumptions& expected,
                   const Assumptions& seen, const Sighting& now);

}  // namespace tines_mock::contract
