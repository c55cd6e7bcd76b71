#include "control/operations.hpp"
#include "control/reply.hpp"
#include "faults/names.hpp"
#include "support/iso8601.hpp"

namespace tines_mock::control {
namespace {

using faults::Gates;

Json waiting_json(const Gates::Status::Waiting& waiting) {
  const auto* request = std::get_if<std::uint64_t>(&waiting.what);
  const auto* push = std::get_if<domain::Push>(&waiting.what);
  return {{"since", to_iso8601(waiting.since)},
          {"request", request ? Json(*request) : Json()},
          {"push", push ? Json{{"tenant", push->origin_tenant},
                               {"sync_destination_id", push->sync_destination_id.value},
                               {"story_id", push->story_id.value}}
                        : Json()}};
}

Json hold_json(const Gates::Status& gate) {
  Json waiting = Json::array();
  for (const auto& each : gate.waiting) waiting.push_back(waiting_json(each));
  return {{"name", gate.rule},
          {"phase", faults::name_of(gate.phase)},
          {"reached", gate.reached},
          {"waiting", std::move(waiting)}};
}

}  // namespace

Response list_holds(const Context& context) {
  context.world->locked([](domain::World&, Time) {});  // lets go on what is over
  Json all = Json::array();
  for (const auto& gate : context.world->faults().gates().list()) all.push_back(hold_json(gate));
  return reply(200, {{"holds", std::move(all)}});
}

Response release_hold(const Context& context) {
  const auto name = context.parameters["name"];
  const auto released = context.world->release(name);
  if (released) return reply(200, {{"released", *released}});
  return error(404, "There is no rule \"" + std::string(name) + "\" with the effect hold");
}

}  // namespace tines_mock::control
