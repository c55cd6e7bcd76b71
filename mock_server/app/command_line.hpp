#pragma once

#include "support/result.hpp"

#include <tines_mock/mock_server.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The arguments of `tines-mock`, as values.
namespace tines_mock::app {

enum class LogFormat { text, json, none };

/// `tines-mock serve`: files are named, not read.
struct Serve {
  std::optional<std::string> world_file;  ///< nothing: the sample world
  std::optional<std::string> assumptions_file;
  std::optional<std::string> ready_file;
  std::vector<std::string> fault_files;
  std::vector<std::string> scenarios;
  WorldOptions world;
  ServerOptions server;
  LogFormat log = LogFormat::text;
  bool show_keys = false;
};

/// `tines-mock check`.
struct Check {
  std::vector<std::string> files;
};

/// `tines-mock scenarios`.
struct ListScenarios {};

using Command = std::variant<Serve, Check, ListScenarios>;

/// Nothing to run: help, the version, or arguments that cannot be meant.
struct Leave {
  int exit_code = 0;
  std::string text;  ///< for stdout when `exit_code` is 0, else for stderr
};

Result<Command, Leave> parse_command_line(int argc, const char* const* argv);

}  // namespace tines_mock::app
