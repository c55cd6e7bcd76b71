#pragma once

#include "app/command_line.hpp"

namespace tines_mock::app {

/// Serves until SIGINT or SIGTERM. Never waits for a reader of what it prints. Throws
/// FileError, std::system_error or std::logic_error when what was asked for cannot be served.
void serve(Serve command);

}  // namespace tines_mock::app
