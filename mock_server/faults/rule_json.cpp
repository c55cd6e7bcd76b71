#include "faults/rule_json.hpp"

#include "faults/names.hpp"
#include "faults/validation.hpp"

#include <map>
#include <set>

namespace tines_mock::faults {
namespace {

template <class Id>
std::optional<Id> read_id(ObjectReader& from, std::string_view name) {
  const auto member = from.optional(name);
  const auto number = member ? member->integer(positive) : std::nullopt;
  return number ? std::optional(Id(*number)) : std::nullopt;
}

std::optional<std::string> read_text(ObjectReader& from, std::string_view name) {
  const auto member = from.optional(name);
  return member ? member->text() : std::nullopt;
}

/// A member that could not be read keeps its default, which can be wrong too: a place that has a
/// problem already gets no second one.
void add_at_other_places(const Problems& more, Problems& problems) {
  std::set<std::string> known;
  for (const auto& problem : problems) known.insert(problem.pointer);
  for (const auto& problem : more)
    if (!known.contains(problem.pointer)) problems.push_back(problem);
}

void read_how_often(ObjectReader& from, FaultRule& rule) {
  from.read("skip", rule.skip, not_negative);
  from.read("every", rule.every, positive);
  if (const auto share = from.optional("probability"))
    rule.probability = share->number(0, 1).value_or(rule.probability);
  if (const auto times = from.optional("times")) rule.times = times->integer(positive);
  if (const auto expiry = from.optional("expires_after_ms"))
    if (const auto ms = expiry->integer(an_expiry)) rule.expires_after = Milliseconds(*ms);
}

Matcher parse_matcher(const ValueReader& value) {
  Matcher matcher;
  ObjectReader reader(value);
  matcher.tenant = read_text(reader, "tenant");
  matcher.operation = read_text(reader, "operation");
  matcher.method = read_text(reader, "method");
  matcher.path = read_text(reader, "path");
  if (const auto headers = reader.optional("headers")) matcher.headers = read_headers(*headers);
  if (const auto body = reader.optional("body")) matcher.body_json = dump(body->json());
  matcher.story_id = read_id<StoryId>(reader, "story_id");
  matcher.sync_destination_id = read_id<SyncDestinationId>(reader, "sync_destination_id");
  if (const auto nth = reader.optional("nth")) matcher.nth = nth->integer(positive);
  reader.no_others();
  return matcher;
}

}  // namespace

Matcher read_matcher(const ValueReader& value) {
  auto matcher = parse_matcher(value);
  add_at_other_places(validate(matcher, value.pointer()), value.problems());
  return matcher;
}

Json write_matcher(const Matcher& matcher) {
  Json json = Json::object();
  const auto write = [&](const char* name, const auto& part) {
    if (part) json[name] = *part;
  };
  write("tenant", matcher.tenant);
  write("operation", matcher.operation);
  write("method", matcher.method);
  write("path", matcher.path);
  if (!matcher.headers.empty()) json["headers"] = write_headers(matcher.headers);
  if (matcher.body_json) {
    const auto body = parse_json(*matcher.body_json);
    json["body"] = body ? *body : Json(*matcher.body_json);
  }
  if (matcher.story_id) json["story_id"] = matcher.story_id->value;
  if (matcher.sync_destination_id) json["sync_destination_id"] = matcher.sync_destination_id->value;
  write("nth", matcher.nth);
  return json;
}

Headers read_headers(const ValueReader& value) {
  Headers headers;
  if (!value.is_object()) return headers;
  for (const auto& [name, json] : value.json().items()) {
    // No error shows a value: it may be a key.
    if (auto text = value.showing(Texts::kind_alone).at(name, json).text())
      headers.add(name, std::move(*text));
  }
  return headers;
}

Json write_headers(const Headers& headers) {
  Json json = Json::object();
  for (const auto& [name, value] : headers) json[name] = value;
  return json;
}

FaultRule read_rule(const ValueReader& value) {
  FaultRule rule{.effect = effects::close()};
  ObjectReader reader(value);
  reader.required_text("name", rule.name);
  reader.read("description", rule.description);
  if (const auto when = reader.optional("when")) rule.when = parse_matcher(*when);
  const auto phase_value = reader.required("phase", "the name of a phase");
  const auto phase = phase_value ? phase_value->choice(phase_names) : std::nullopt;
  const auto effect_value = reader.required("effect", "an object with a kind");
  const auto effect = effect_value ? read_effect(*effect_value) : std::nullopt;
  read_how_often(reader, rule);
  reader.no_others();
  if (!reader) return rule;
  if (phase) rule.phase = *phase;
  if (effect) rule.effect = *effect;
  const bool is_whole = phase && effect;
  add_at_other_places(
      is_whole ? validate(rule, reader.pointer()) : validate_parts(rule, reader.pointer()),
      reader.problems());
  return rule;
}

Json write_rule(const FaultRule& rule) {
  const FaultRule plain{.effect = effects::close()};
  Json json = {{"name", rule.name}};
  if (!rule.description.empty()) json["description"] = rule.description;
  if (Json when = write_matcher(rule.when); !when.empty()) json["when"] = std::move(when);
  json["phase"] = name_of(rule.phase);
  json["effect"] = write_effect(rule.effect);
  if (rule.skip != plain.skip) json["skip"] = rule.skip;
  if (rule.every != plain.every) json["every"] = rule.every;
  if (rule.probability != plain.probability) json["probability"] = rule.probability;
  if (rule.times) json["times"] = *rule.times;
  if (rule.expires_after) json["expires_after_ms"] = rule.expires_after->count();
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

}  // namespace tines_mock::faults
