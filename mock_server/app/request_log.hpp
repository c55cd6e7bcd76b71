#pragma once

#include "app/command_line.hpp"

#include <tines_mock/journal.hpp>

#include <iosfwd>
#include <mutex>
#include <string>

namespace tines_mock::app {

/// One line for an entry of the journal, which holds no secrets. `none` has no line: "".
std::string log_line(const JournalEntry& entry, LogFormat format);

/// Writes a line for each request, whole lines from any thread.
class RequestLog {
 public:
  RequestLog(LogFormat format, std::ostream& to) : format_(format), to_(to) {}
  void write(const JournalEntry& entry);

 private:
  LogFormat format_;
  std::ostream& to_;
  std::mutex mutex_;
};

}  // namespace tines_mock::app
