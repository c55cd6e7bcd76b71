#include "control/faults.hpp"

#include "control/reply.hpp"
#include "faults/fault_file.hpp"
#include "faults/names.hpp"
#include "faults/rule_json.hpp"
#include "journal/report.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control::faults_of {
namespace {

Json status_json(const FaultStatus& status, const journal::Redactor& redactor) {
  auto rule = status.rule;
  rule.when = redactor.matcher(std::move(rule.when));
  Json json = faults::write_rule(rule);
  json["state"] = name_of(faults::rule_state_names, status.state);
  json["matched"] = status.matched;
  json["fired"] = status.fired;
  json["applied"] = status.applied;
  return json;
}

bool is_file(const Json& json) {
  return json.is_object() && json.contains("rules");
}

/// Where the rules stand, so that a problem points there.
struct Wanted {
  std::vector<FaultRule> rules;
  bool is_file = false;
};

Wanted read_wanted(const ValueReader& value) {
  if (is_file(value.json())) return {faults::read_fault_file(value).rules, true};
  return {{faults::read_rule(value)}, false};
}

}  // namespace

Response list(const Call& call) {
  Json all = Json::array();
  for (const auto& status : call.world->faults().list(call.world->clock().now()))
    all.push_back(status_json(status, call.world->journal().redactor()));
  return reply(200, {{"rng_seed", call.world->faults().seed()}, {"faults", std::move(all)}});
}

Response add(const Call& call) {
  auto wanted = read_body(call.request, read_wanted);
  if (!wanted) return wanted.error();
  Json names = Json::array();
  for (const auto& rule : wanted->rules) names.push_back(rule.name);
  auto problems = call.world->faults().add(std::move(wanted->rules), call.world->clock().now());
  for (auto& problem : problems)
    if (!wanted->is_file && problem.pointer.starts_with("/rules/0"))
      problem.pointer.erase(0, std::string_view("/rules/0").size());
  if (!problems.empty()) return error(409, problems);
  return reply(201, {{"added", std::move(names)}});
}

Response clear(const Call& call) {
  call.world->faults().clear();
  return no_content();
}

Response remove(const Call& call) {
  const auto name = call.parameters["name"];
  if (call.world->faults().remove(name)) return no_content();
  return error(404, "There is no rule \"" + std::string(name) + '"');
}

Response verify(const Call& call) {
  const auto rules = call.world->faults().list(call.world->clock().now());
  const auto found = journal::check_all_fired(rules, call.world->journal().redactor());
  return reply(200, {{"holds", found.holds}, {"report", found.report}});
}

}  // namespace tines_mock::control::faults_of
