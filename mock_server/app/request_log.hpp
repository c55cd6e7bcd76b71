#pragma once

#include "app/command_line.hpp"

#include <tines_mock/journal.hpp>

#include <string>

/// The lines of the log of requests. `none` has no lines: "".
namespace tines_mock::app {

/// For an entry of the journal, which holds no secrets.
std::string log_line(const JournalEntry& entry, LogFormat format);

/// For what the server itself has to say.
std::string log_message(const std::string& text, LogFormat format);

}  // namespace tines_mock::app
