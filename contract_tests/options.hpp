#pragma once

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
  int timeout_s = 30;           ///< for one answer
  int min_checked_percent = 1;  ///< fewer promises checked are exit status 3
  std::string json_file, junit_file, html_file, har_file;
  std::string assumptions_file;        ///< what is expected; empty: the defaults
  std::string write_assumptions_file;  ///< where what was seen goes
  std::string expect_file;             ///< what is known of the tenant
  std::string write_expect_file;
  std::string ca_cert_file;
  std::string ledger_file;  ///< empty: a file of this tenant in the user's state folder
  bool clean_up = false;
  bool list = false;
  std::vector<std::string> promises;  ///< only these; empty: all
};

/// The exit status instead, when the command line asks for help or cannot be meant.
struct Parsed {
  Options options;
  std::optional<int> exit_status;
};
Parsed parse_command_line(int argc, const char* const* argv);

}  // namespace tines_mock::contract
