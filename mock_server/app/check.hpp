#pragma once

#include "app/command_line.hpp"

#include <iosfwd>
#include <string>

namespace tines_mock::app {

/// What kind of file it is, by its content: "world", "assumptions" or "faults". Throws FileError
/// with every mistake in it.
std::string check_file(const std::string& file);

/// A line for each file; the exit code: 0, or 2 when one is bad.
int check(const Check& command, std::ostream& out, std::ostream& err);

}  // namespace tines_mock::app
