#pragma once

#include "app/command_line.hpp"

#include <tines_mock/journal.hpp>

#include <string>

/// The lines of the log on stderr; "" with LogFormat::none.
namespace tines_mock::app {

/// The line for a request.
std::string log_line(const JournalEntry& entry, LogFormat format);

/// The line for a message of the server itself.
std::string log_message(const std::string& text, LogFormat format);

}  // namespace tines_mock::app
