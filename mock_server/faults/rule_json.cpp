#include "faults/rule_json.hpp"

#include "faults/effect_json.hpp"
#include "faults/matcher_json.hpp"
#include "faults/names.hpp"
#include "faults/rule_check.hpp"
#include "support/limits.hpp"

#include <map>

namespace tines_mock::faults {
namespace {

constexpr IntegerRange an_expiry{1, Milliseconds(limits::fault_expiry).count()};

void read_name(ObjectReader& from, std::string& name) {
  const auto member = from.required("name", "a string");
  const auto text = member ? member->text() : std::nullopt;
  if (!text) return;
  name = *text;
  if (name.empty() || name.size() > limits::fault_name_bytes)
    member->problem(Problem::Kind::out_of_range,
                    "1 to " + std::to_string(limits::fault_name_bytes) + " bytes",
                    std::to_string(name.size()));
}

void read_how_often(ObjectReader& from, FaultRule& rule) {
  from.read("skip", rule.skip, not_negative);
  from.read("every", rule.every, positive);
  if (const auto share = from.optional("probability"))
    rule.probability = share->number(0, 1).value_or(rule.probability);
  if (const auto times = from.optional("times")) rule.times = times->integer(positive);
  if (const auto expiry = from.optional("expires_after_ms"))
    if (const auto ms = expiry->integer(an_expiry)) rule.expires_after_ms = Milliseconds(*ms);
}

}  // namespace

FaultRule read_rule(const ValueReader& value) {
  FaultRule rule;
  ObjectReader reader(value);
  read_name(reader, rule.name);
  reader.read("description", rule.description);
  if (const auto when = reader.optional("when")) rule.when = read_matcher(*when);
  const auto phase_value = reader.required("phase", "the name of a phase");
  const auto phase = phase_value ? phase_value->choice(phase_names) : std::nullopt;
  const auto effect_value = reader.required("effect", "an object with a kind");
  const auto effect = effect_value ? read_effect(*effect_value) : std::nullopt;
  read_how_often(reader, rule);
  reader.no_others();
  if (!reader || !phase || !effect) return rule;
  rule.phase = *phase;
  rule.effect = *effect;
  check_rule(rule, reader);
  return rule;
}

Json write_rule(const FaultRule& rule) {
  const FaultRule plain;
  Json json = {{"name", rule.name}};
  if (!rule.description.empty()) json["description"] = rule.description;
  if (Json when = write_matcher(rule.when); !when.empty()) json["when"] = std::move(when);
  json["phase"] = name_of(rule.phase);
  json["effect"] = write_effect(rule.effect);
  if (rule.skip != plain.skip) json["skip"] = rule.skip;
  if (rule.every != plain.every) json["every"] = rule.every;
  if (rule.probability != plain.probability) json["probability"] = rule.probability;
  if (rule.times) json["times"] = *rule.times;
  if (rule.expires_after_ms) json["expires_after_ms"] = rule.expires_after_ms->count();
  return json;
}

std::vector<FaultRule> read_rules(const ValueReader& value) {
  std::vector<FaultRule> rules;
  if (!value.is_array()) return rules;
  if (value.json().size() > limits::fault_rules) {
    value.problem(Problem::Kind::out_of_range,
                  "at most " + std::to_string(limits::fault_rules) + " rules",
                  std::to_string(value.json().size()));
    return rules;
  }
  std::map<std::string, std::string> places;
  for (const Json& json : value.json()) {
    const ValueReader element(json, child(value.pointer(), rules.size()), value.problems());
    rules.push_back(read_rule(element));
    const auto& name = rules.back().name;
    const auto [first, fresh] = places.emplace(name, element.pointer());
    if (!fresh && !name.empty())
      value.problems().push_back({Problem::Kind::invalid, child(element.pointer(), "name"),
                                  "a name of its own", "that of " + first->second});
  }
  return rules;
}

Problems problems_of(const FaultRule& rule, std::string_view pointer) {
  Problems problems;
  const Json json = write_rule(rule);
  read_rule(ValueReader(json, std::string(pointer), problems));
  check_body_text(rule.when, child(pointer, "when"), problems);
  return problems;
}

}  // namespace tines_mock::faults
