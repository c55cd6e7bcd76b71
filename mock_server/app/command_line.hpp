#pragma once

#include "app/try.hpp"
#include "support/result.hpp"

#include <tines_mock/mock_server.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The command line of `tines-mock` as values.
namespace tines_mock::app {

enum class LogFormat { text, json, none };

/// What `tines-mock demo` adds to `tines-mock serve`.
struct PlayDemo {
  std::optional<std::string> scenes_file;  ///< empty: the demo that is built in
  bool fast = false;
};

/// `tines-mock serve` and `tines-mock demo`. Their files have not been read.
struct Serve {
  std::optional<std::string> world_file;  ///< empty: the sample world, or that of the demo
  std::optional<std::string> assumptions_file;
  std::optional<std::string> ready_file;
  std::vector<std::string> fault_files;
  std::vector<std::string> scenarios;
  WorldOptions world;
  ServerOptions server;
  LogFormat log = LogFormat::text;
  bool show_keys = false;
  std::optional<PlayDemo> demo;  ///< set by `tines-mock demo` alone
};

/// `tines-mock check`.
struct Check {
  std::vector<std::string> files;
};

/// `tines-mock scenarios`.
struct ListScenarios {};

using Command = std::variant<Serve, Check, ListScenarios, Try>;

/// There is no command to run: help or the version was asked for, or the arguments are invalid.
struct Exit {
  int status = 0;
  std::string text;  ///< for stdout when `status` is 0, else for stderr
};

Result<Command, Exit> parse_command_line(int argc, const char* const* argv);

}  // namespace tines_mock::app
