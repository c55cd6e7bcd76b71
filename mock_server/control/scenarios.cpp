#include "control/operations.hpp"
#include "control/reply.hpp"

#include <algorithm>
#include <set>

namespace tines_mock::control {
namespace {

std::set<std::string> rule_names(exchange::HostedWorld& world) {
  std::set<std::string> names;
  for (const auto& status : world.faults().list(world.clock().now()))
    names.insert(status.rule.name);
  return names;
}

bool is_on(const Scenario& scenario, const std::set<std::string>& rules) {
  return std::all_of(scenario.rules.begin(), scenario.rules.end(),
                     [&](const auto& rule) { return rules.contains(rule.name); });
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
  const auto rules = rule_names(*context.world);
  Json all = Json::array();
  for (const auto& scenario : scenarios())
    all.push_back({{"name", scenario.name},
                   {"description", scenario.description},
                   {"on", is_on(scenario, rules)}});
  return reply(200, {{"scenarios", std::move(all)}});
}

Response switch_scenario_on(const Context& context) {
  const auto* scenario = find_scenario(context.parameters["name"]);
  if (!scenario) return no_such_scenario(context.parameters["name"]);
  if (is_on(*scenario, rule_names(*context.world))) return switched(*scenario, true);
  const auto problems = context.world->faults().add(scenario->rules, context.world->clock().now());
  return problems.empty() ? switched(*scenario, true) : error(409, problems);
}

Response switch_scenario_off(const Context& context) {
  const auto* scenario = find_scenario(context.parameters["name"]);
  if (!scenario) return no_such_scenario(context.parameters["name"]);
  for (const auto& rule : scenario->rules) context.world->faults().remove(rule.name);
  return switched(*scenario, false);
}

}  // namespace tines_mock::control
