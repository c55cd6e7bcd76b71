#pragma once

#include <tines_mock/world_options.hpp>

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::app {

/// `tines-mock try`: runs a client under faults. Its files have not been read.
struct Try {
  std::string program;               ///< as it was called
  std::vector<std::string> command;  ///< the client and its arguments
  std::optional<std::string> world_file;
  std::optional<std::string> assumptions_file;
  std::vector<std::string> fault_files;
  std::vector<std::string> scenarios;
  bool explore = false;
  std::size_t runs = 500;  ///< at most
  std::size_t jobs = 1;
  std::int64_t timeout_s = 30;
  bool strict = false;
  std::optional<std::string> report_file;
  std::optional<std::string> junit_file;
  std::optional<std::string> html_file;
  std::optional<std::string> expect_file;
  std::optional<std::string> write_expect_file;
  std::optional<std::string> rules_folder;  ///< for the rule files of failing runs
  WorldOptions world;
};

/// Returns the exit status: 0 when no run fails, 1 when one does, 2 when the client does not work
/// without a fault, 130 when SIGINT, SIGTERM or SIGHUP ended it. Throws FileError,
/// std::system_error or std::logic_error when it cannot begin.
int try_client(const Try& command, std::ostream& out, std::ostream& err);

}  // namespace tines_mock::app
