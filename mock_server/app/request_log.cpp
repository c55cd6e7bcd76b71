#include "app/request_log.hpp"

#include "http/message.hpp"
#include "json/parse.hpp"
#include "support/iso8601.hpp"

#include <sstream>

#include <nlohmann/json.hpp>

namespace tines_mock::app {
namespace {

std::string text_line(const JournalEntry& entry) {
  std::ostringstream line;
  line << to_iso8601(entry.at) << ' ' << entry.tenant << ' ' << entry.request.method << ' '
       << entry.request.target << ' ' << entry.status;
  if (entry.ending != Ending::complete) line << ' ' << name_of(entry.ending);
  for (const auto& fault : entry.faults)
    if (fault.applied) line << " [" << fault.rule << ": " << fault.effect << ']';
  if (!entry.error.empty()) line << " error: " << dump(entry.error);
  return line.str();
}

std::string json_line(const JournalEntry& entry) {
  Json faults = Json::array();
  for (const auto& fault : entry.faults)
    faults.push_back({{"rule", fault.rule},
                      {"effect", fault.effect},
                      {"n", fault.n},
                      {"applied", fault.applied},
                      {"why_not", fault.why_not}});
  return dump({{"number", entry.number},
               {"at", to_iso8601(entry.at)},
               {"tenant", entry.tenant},
               {"operation", entry.operation},
               {"method", entry.request.method},
               {"target", entry.request.target},
               {"status", entry.status},
               {"committed", entry.committed},
               {"ending", name_of(entry.ending)},
               {"bytes_sent", entry.bytes_sent},
               {"faults", std::move(faults)},
               {"error", entry.error}});
}

}  // namespace

std::string log_line(const JournalEntry& entry, LogFormat format) {
  switch (format) {
    case LogFormat::text:
      return text_line(entry) + '\n';
    case LogFormat::json:
      return json_line(entry) + '\n';
    case LogFormat::none:
      break;
  }
  return "";
}

std::string log_message(const std::string& text, LogFormat format) {
  switch (format) {
    case LogFormat::text:
      return "tines-mock: " + text + '\n';
    case LogFormat::json:
      return dump({{"message", text}}) + '\n';
    case LogFormat::none:
      break;
  }
  return "";
}

}  // namespace tines_mock::app
