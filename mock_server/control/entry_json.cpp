#include "control/entry_json.hpp"

#include "faults/names.hpp"
#include "support/iso8601.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

const Names<Ending> ending_names = {{"complete", Ending::complete},
                                    {"closed", Ending::closed},
                                    {"reset", Ending::reset},
                                    {"stalled", Ending::stalled},
                                    {"pending", Ending::pending}};

Json request_json(const Request& request) {
  Json headers = Json::array();
  for (const auto& [name, value] : request.headers)
    headers.push_back({{"name", name}, {"value", value}});
  return {{"method", request.method},
          {"target", request.target},
          {"headers", std::move(headers)},
          {"body", request.body},
          {"remote_address", request.remote_address},
          {"scheme", request.scheme}};
}

Json faults_json(const std::vector<FiredFault>& fired) {
  Json list = Json::array();
  for (const auto& fault : fired)
    list.push_back({{"rule", fault.rule},
                    {"phase", faults::name_of(fault.phase)},
                    {"effect", fault.effect},
                    {"n", fault.n},
                    {"applied", fault.applied},
                    {"why_not", fault.why_not}});
  return list;
}

Json id_json(const auto& id) {
  return id ? Json(id->value) : Json();
}

}  // namespace

Json entry_json(const JournalEntry& entry) {
  return {{"number", entry.number},
          {"at", to_iso8601(entry.at)},
          {"tenant", entry.tenant},
          {"operation", entry.operation},
          {"path", entry.path},
          {"story_id", id_json(entry.story_id)},
          {"sync_destination_id", id_json(entry.sync_destination_id)},
          {"request", request_json(entry.request)},
          {"status", entry.status},
          {"response_body", entry.response_body},
          {"faults", faults_json(entry.faults)},
          {"committed", entry.committed},
          {"bytes_sent", entry.bytes_sent},
          {"ending", name_of(ending_names, entry.ending)},
          {"outdated", entry.outdated},
          {"error", entry.error}};
}

}  // namespace tines_mock::control
