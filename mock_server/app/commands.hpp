#pragma once

#include "app/command_line.hpp"

#include <iosfwd>

/// The commands of `tines-mock`.
namespace tines_mock::app {

/// Serves, or plays a demo, until SIGINT or SIGTERM. It never waits for a reader of what it prints.
/// Throws FileError, std::system_error or std::logic_error when the world or the server cannot be
/// made.
void serve(Serve command);

/// Checks world, assumptions and fault files. Prints a line for each valid file to `out` and each
/// mistake to `err`. Returns the exit status: 0, or 2 when a file is invalid.
int check(const Check& command, std::ostream& out, std::ostream& err);

/// Prints the name and the description of each scenario.
void list_scenarios(std::ostream& out);

}  // namespace tines_mock::app
