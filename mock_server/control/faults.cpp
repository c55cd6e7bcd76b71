#include "control/faults.hpp"

#include "control/reply.hpp"
#include "faults/fault_file.hpp"
#include "faults/names.hpp"
#include "faults/rule_json.hpp"
#include "journal/report.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control::faults_of {
namespace {

Json status_json(const FaultStatus& status, const redaction::Redactor& redactor) {
  auto rule = status.rule;
  rule.when = redactor.matcher(std::move(rule.when));
  Json json = faults::write_rule(rule);
  json["state"] = name_of(faults::rule_state_names, status.state);
  json["matched"] = status.matched;
  json["fired"] = status.fired;
  json["applied"] = status.applied;
  json["unchanged"] = status.unchanged;
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

// At phase connect nobody knows yet who comes: such a rule meets also those who would remove it, or
// move on the virtual clock on which it expires.
bool ends_by_itself(const FaultRule& rule, bool virtual_clock) {
  return rule.phase != Phase::connect || rule.times || rule.when.nth ||
         (rule.expires_after_ms && !virtual_clock);
}

void demand_an_end(const Wanted& wanted, bool virtual_clock, Problems& problems) {
  for (std::size_t i = 0; i < wanted.rules.size(); ++i)
    if (!ends_by_itself(wanted.rules[i], virtual_clock))
      problems.push_back({Problem::Kind::missing,
                          (wanted.is_file ? child("/rules", i) : "") + "/times",
                          "an end of the rule (times, when.nth or, on real time, "
                          "expires_after_ms): at phase \"connect\" it meets the control API too",
                          "nothing"});
}

}  // namespace

Response list(const Call& call) {
  Json all = Json::array();
  for (const auto& status : call.world->faults().list(call.world->clock().now()))
    all.push_back(status_json(status, call.world->journal().redactor()));
  return reply(200, {{"rng_seed", call.world->faults().seed()}, {"faults", std::move(all)}});
}

Response add(const Call& call) {
  auto wanted = read_body(call.request, [&](const ValueReader& value) {
    auto read = read_wanted(value);
    demand_an_end(read, call.world->virtual_clock() != nullptr, value.problems());
    return read;
  });
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
  return reply(found);
}

}  // namespace tines_mock::control::faults_of
