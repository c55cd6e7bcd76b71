#pragma once

#include "support/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// The command line of tines-contract.
struct Options {
  bool allow_writes = false;
  bool strict = false;  ///< a differing assumption fails the run too
  std::optional<std::uint64_t> seed;
  std::optional<int> max_success;
  std::int64_t request_budget = 20'000;
  int timeout_s = 30;                 ///< for one answer
  int min_checked_percent = 1;        ///< of the promises; a run that checks fewer exits with 3
  std::vector<std::string> promises;  ///< only these are checked; empty: all

  // Files to write; empty: none.
  std::string json_file, junit_file, html_file, har_file;
  std::string write_assumptions_file;  ///< the assumptions as the tenant shows them
  std::string write_expect_file;       ///< the outcomes of this run, as expectations

  // Files to read; empty: none.
  std::string assumptions_file;  ///< the assumptions to expect in place of the defaults
  std::string expect_file;       ///< promises that are known not to be kept
  std::string ca_cert_file;

  std::string ledger_file;  ///< empty: a file for this tenant in the user's state folder
  bool clean_up = false;
  bool list = false;
};

/// The error is the exit status with which the program ends now: after --help, or after an error,
/// which is then printed already.
Result<Options, int> parse_command_line(int argc, const char* const* argv);

}  // namespace tines_mock::contract
