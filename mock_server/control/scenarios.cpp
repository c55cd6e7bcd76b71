#include "control/operations.hpp"
#include "control/reply.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

std::vector<FaultRule> missing_rules(const Scenario& scenario, const Context& context) {
  auto rules = scenario.rules;
  std::erase_if(rules, [&](const auto& rule) { return context.world->faults().has(rule); });
  return rules;
}

const Scenario* find_scenario(std::string_view name) {
  const auto found = std::find_if(scenarios().begin(), scenarios().end(),
                                  [&](const auto& scenario) { return scenario.name == name; });
  return found == scenarios().end() ? nullptr : &*found;
}

Response no_such_scenario(std::string_view name) {
  std::string message = "There is no scenario \"" + std::string(name) + "\", but";
  for (const auto& scenario : scenarios()) message += ' ' + scenario.name;
  return error(404, message);
}

Response switched(const Scenario& scenario, bool on) {
  return reply(200, {{"name", scenario.name}, {"on", on}});
}

}  // namespace

Response list_scenarios(const Context& context) {
  Json all = Json::array();
  for (const auto& scenario : scenarios()) {
    Json there = Json::array();
    Json missing = Json::array();
    for (const auto& rule : scenario.rules)
      (context.world->faults().has(rule) ? there : missing).push_back(rule.name);
    const bool is_on = missing.empty();
    all.push_back({{"name", scenario.name},
                   {"description", scenario.description},
                   {"rules", std::move(there)},
                   {"missing", std::move(missing)},
                   {"on", is_on}});
  }
  return reply(200, {{"scenarios", std::move(all)}});
}

Response switch_scenario_on(const Context& context) {
  const auto* scenario = find_scenario(context.parameters["name"]);
  if (!scenario) return no_such_scenario(context.parameters["name"]);
  auto missing = missing_rules(*scenario, context);
  if (missing.empty()) return switched(*scenario, true);
  const auto problems =
      context.world->faults().add(std::move(missing), context.world->clock().now());
  return problems.empty() ? switched(*scenario, true) : error(409, problems);
}

Response switch_scenario_off(const Context& context) {
  const auto* scenario = find_scenario(context.parameters["name"]);
  if (!scenario) return no_such_scenario(context.parameters["name"]);
  auto& faults = context.world->faults();
  for (const auto& rule : scenario->rules)
    if (faults.has(rule)) faults.remove(rule.name);
  return switched(*scenario, false);
}

}  // namespace tines_mock::control
