#pragma once

#include "contract_tests/options.hpp"
#include "contract_tests/report/sheet.hpp"
#include "support/result.hpp"

#include <string>

/// The files that a run writes at its end.
namespace tines_mock::contract {

/// Whether each file of the options can be written. The error has a line for each that cannot.
/// Called before the run, so that a run of many minutes does not end with reports that are lost.
Result<void, std::string> check_places_of_files(const Options& options);

/// What the files hold besides the sheet.
struct RunFindings {
  Assumptions assumptions_seen;
  Sightings verified;
  Expectations expectations;
};

/// Writes each file of the options, also when another cannot be written. The error names all that
/// could not.
Result<void, std::string> write_files(const Options& options, const Sheet& sheet,
                                      const RunFindings& findings);

}  // namespace tines_mock::contract
