#include "control/operations.hpp"
#include "control/query.hpp"
#include "control/reply.hpp"
#include "faults/fault_file.hpp"
#include "faults/names.hpp"
#include "faults/rule_json.hpp"
#include "journal/report.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {
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

/// The rules of a request's body, which is a fault file or one rule.
struct AddedRules {
  std::vector<FaultRule> rules;
  bool is_file = false;

  /// The place of a rule in the body.
  std::string pointer(std::size_t index) const { return is_file ? child("/rules", index) : ""; }
};

AddedRules read_rules(const ValueReader& value) {
  const bool is_file = value.json().is_object() && value.json().contains("rules");
  if (is_file) return {faults::read_fault_file(value).rules, true};
  return {{faults::read_rule(value)}, false};
}

// A rule at phase connect also hits the connections of the control API, over which it would be
// removed, or the virtual clock advanced on which it expires.
bool ends_by_itself(const FaultRule& rule, bool virtual_clock) {
  return rule.phase != Phase::connect || rule.times || rule.when.nth ||
         (rule.expires_after && !virtual_clock);
}

void check_ends(const AddedRules& added, bool virtual_clock, Problems& problems) {
  for (std::size_t i = 0; i < added.rules.size(); ++i)
    if (!ends_by_itself(added.rules[i], virtual_clock))
      problems.push_back({Problem::Kind::missing, added.pointer(i) + "/times",
                          "an end of the rule (times, when.nth or, on real time, "
                          "expires_after_ms): at phase \"connect\" it acts on the control API too",
                          "nothing"});
}

// The body `{"within_ms"}`, which may be absent.
Result<Milliseconds, Response> read_patience(const Request& request) {
  if (request.body.empty()) return Milliseconds(0);
  return read_body(request, [](const ValueReader& value) {
    ObjectReader reader(value);
    const auto within = read_within(reader);
    reader.no_others();
    return within;
  });
}

}  // namespace

Response list_faults(const Context& context) {
  Json all = Json::array();
  for (const auto& status : context.world->faults().list(context.world->clock().now()))
    all.push_back(status_json(status, context.world->journal().redactor()));
  return reply(200, {{"rng_seed", context.world->faults().seed()}, {"faults", std::move(all)}});
}

Response add_faults(const Context& context) {
  auto added = read_body(context.request, [&](const ValueReader& value) {
    auto read = read_rules(value);
    check_ends(read, context.world->virtual_clock() != nullptr, value.problems());
    return read;
  });
  if (!added) return added.error();
  Json names = Json::array();
  for (const auto& rule : added->rules) names.push_back(rule.name);
  auto problems =
      context.world->faults().add(std::move(added->rules), context.world->clock().now());
  constexpr std::string_view first_rule = "/rules/0";
  for (auto& problem : problems)
    if (!added->is_file && problem.pointer.starts_with(first_rule))
      problem.pointer.erase(0, first_rule.size());
  if (!problems.empty()) return error(409, problems);
  return reply(201, {{"added", std::move(names)}});
}

Response clear_faults(const Context& context) {
  context.world->faults().clear();
  return no_content();
}

Response remove_fault(const Context& context) {
  const auto name = context.parameters["name"];
  if (context.world->faults().remove(name)) return no_content();
  return error(404, "There is no rule \"" + std::string(name) + '"');
}

Response verify_faults(const Context& context) {
  const auto within = read_patience(context.request);
  if (!within) return within.error();
  auto& world = *context.world;
  Verification found;
  const auto cut_short = wait_until(context, *within, [&] {
    const auto rules = world.faults().list(world.clock().now());
    found = journal::check_all_fired(rules, world.journal().redactor());
    return found.holds;
  });
  journal::note_cut_short(found, cut_short);
  return reply(found);
}

}  // namespace tines_mock::control
