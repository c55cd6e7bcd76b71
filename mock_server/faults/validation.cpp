#include "faults/validation.hpp"

#include "faults/effect.hpp"
#include "faults/effects/all.hpp"
#include "faults/matcher.hpp"
#include "faults/names.hpp"
#include "faults/patterns.hpp"
#include "http/headers.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::faults {
namespace {

constexpr std::string_view push_operation = "push";
constexpr std::string_view no_name = "?";  // of a value that is not in its enumeration

/// Collects what is wrong below one place.
class Checks {
 public:
  explicit Checks(std::string_view pointer) : pointer_(pointer) {}

  Problems take() { return std::move(problems_); }
  void add(const Problems& more) { problems_.insert(problems_.end(), more.begin(), more.end()); }

  void invalid(std::string_view place, std::string expected, std::string found) {
    add(Problem::Kind::invalid, place, std::move(expected), std::move(found));
  }
  void integer(std::string_view place, std::int64_t value, IntegerRange range) {
    if (value < range.min || value > range.max)
      add(Problem::Kind::out_of_range, place, expected_integer(range), std::to_string(value));
  }
  void number(std::string_view place, double value, double min, double max) {
    if (!(value >= min && value <= max))
      add(Problem::Kind::out_of_range, place, expected_number(min, max), dump(value));
  }
  void size(std::string_view place, std::string_view text, std::size_t most) {
    if (text.empty() || text.size() > most)
      add(Problem::Kind::out_of_range, place, "1 to " + std::to_string(most) + " bytes",
          std::to_string(text.size()));
  }
  void header_value(std::string_view place, std::string_view value, std::string found) {
    const bool has_control_character = std::any_of(value.begin(), value.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
    if (has_control_character)
      invalid(place, "text without line breaks or other control characters", std::move(found));
  }
  /// No problem shows a header's value: it may be a key.
  void headers(std::string_view place, const Headers& headers) {
    for (const auto& [name, value] : headers) {
      const auto line = child(place, name);
      if (!is_token(name)) invalid(line, "the name of a header", in_quotes(name));
      header_value(line, value, describe_kind(value));
    }
  }

 private:
  void add(Problem::Kind kind, std::string_view place, std::string expected, std::string found) {
    problems_.push_back(
        {kind, pointer_ + std::string(place), std::move(expected), std::move(found)});
  }

  std::string pointer_;
  Problems problems_;
};

void check_method(const std::string& method, Checks& checks) {
  const bool capitals = !method.empty() && std::all_of(method.begin(), method.end(),
                                                       [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals) checks.invalid("/method", "an HTTP method in capitals", in_quotes(method));
}

void check_path(const std::string& path, Checks& checks) {
  if (!path.starts_with('/') || path.find('?') != std::string::npos)
    checks.invalid("/path", "a path that begins with / and has no query", in_quotes(path));
}

// The name of no operation would never fit, which is hard to notice.
void check_operation_name(const std::string& operation, Checks& checks) {
  if (is_operation_or_family(operation)) return;
  std::string expected = "a family like story.*, or one of";
  for (const auto name : operations) expected.append(" ").append(name);
  checks.invalid("/operation", expected, in_quotes(operation));
}

void check_body(const std::string& text, Checks& checks) {
  if (const auto body = parse_json(text); !body)
    checks.invalid("/body", "the text of a JSON value", body.error());
}

/// Visits the attributes of an effect.
class AttributeChecks {
 public:
  explicit AttributeChecks(Checks& checks) : checks_(&checks) {}

  void operator()(const Attribute& attribute, std::int64_t value) {
    checks_->integer(place_of(attribute.name), value, attribute.range);
  }
  void operator()(const Attribute& attribute, Milliseconds value) {
    (*this)(attribute, std::int64_t{value.count()});
  }
  void operator()(const Attribute& attribute, const std::optional<Milliseconds>& value) {
    if (value) (*this)(attribute, *value);
  }
  void operator()(const Attribute& attribute, const std::string& value) {
    const auto place = place_of(attribute.name);
    if (attribute.text == Attribute::Text::header_value)
      checks_->header_value(place, value, tines_mock::describe(Json(value)));
    const bool may_be_empty = value.empty() && !attribute.required;
    if (attribute.text == Attribute::Text::json_pointer && !may_be_empty && !is_pointer(value))
      checks_->invalid(place, "a JSON pointer like /a/0/b", tines_mock::describe(Json(value)));
  }
  void operator()(const Attribute& attribute, const Headers& headers) {
    const auto place = place_of(attribute.name);
    checks_->headers(place, headers);
    for (const char* name : {"Content-Length", "Transfer-Encoding", "Connection"})
      if (headers.find(name))
        checks_->invalid(place, "headers without " + std::string(name),
                         "that header (the effects wrong_content_length and close are for that)");
  }
  template <class E>
  requires std::is_enum_v<E>
  void operator()(const Attribute& attribute, E value) {
    const auto names = names_of(value);
    const auto name = tines_mock::name_of(names, value);
    if (name == no_name)
      checks_->invalid(place_of(attribute.name), expected_name(names), in_quotes(name));
  }
  void operator()(const effects::DelayTime& time) {
    std::visit([&](const auto& delay) { check(delay); }, time);
  }

 private:
  static std::string place_of(std::string_view name) { return child("/effect", name); }

  /// A JSON pointer (RFC 6901) to something within a document.
  static bool is_pointer(std::string_view text) {
    if (!text.starts_with('/')) return false;
    for (auto at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1))
      if (const auto escape = text.substr(at, 2); escape != "~0" && escape != "~1") return false;
    return true;
  }

  void check(const effects::FixedDelay& delay) { milliseconds("delay_ms", delay.time); }
  void check(const effects::UniformDelay& delay) {
    milliseconds("min_ms", delay.min);
    milliseconds("max_ms", delay.max);
    if (delay.min > delay.max)
      checks_->invalid(place_of("max_ms"), "min_ms or more", std::to_string(delay.max.count()));
  }
  void check(const effects::LognormalDelay& delay) {
    milliseconds("median_ms", delay.median);
    checks_->number(place_of("sigma"), delay.sigma, 0, largest_sigma);
  }
  void milliseconds(std::string_view name, Milliseconds value) {
    checks_->integer(place_of(name), value.count(), a_delay);
  }

  Checks* checks_;
};

void check_effect(const Effect& effect, Checks& checks) {
  AttributeChecks visit(checks);
  std::visit([&]<class E>(const E& e) { About<E>::attributes(visit, e); }, effect);
}

void check_numbers(const FaultRule& rule, Checks& checks) {
  checks.integer("/skip", rule.skip, not_negative);
  checks.integer("/every", rule.every, positive);
  checks.number("/probability", rule.probability, 0, 1);
  if (rule.times) checks.integer("/times", *rule.times, positive);
  if (rule.expires_after)
    checks.integer("/expires_after_ms", rule.expires_after->count(), an_expiry);
}

void check_phase(const FaultRule& rule, Checks& checks) {
  if (name_of(rule.phase) == no_name)
    return checks.invalid("/phase", expected_name(phase_names), in_quotes(no_name));
  if (can_act(rule.effect, rule.phase)) return;
  std::string expected;
  for (const auto& [name, phase] : phase_names)
    if (can_act(rule.effect, phase))
      expected.append(expected.empty() ? "" : " or ").append(in_quotes(name));
  checks.invalid("/phase", expected + ", where " + in_quotes(kind_of(rule.effect)) + " can act",
                 in_quotes(name_of(rule.phase)));
}

/// What a rule can ask of a request depends on how much of it is known at the rule's phase.
void check_selectors(const FaultRule& rule, Checks& checks) {
  const Matcher& when = rule.when;
  const auto demand_unset = [&](const char* part, bool is_set) {
    if (is_set)
      checks.invalid(child("/when", part),
                     "no such member at phase " + in_quotes(name_of(rule.phase)), "one");
  };
  const bool no_request = rule.phase == Phase::connect || rule.phase == Phase::push;
  if (no_request || rule.phase == Phase::request) demand_unset("body", when.body_json.has_value());
  if (no_request) {
    demand_unset("method", when.method.has_value());
    demand_unset("path", when.path.has_value());
    demand_unset("headers", !when.headers.empty());
  }
  if (rule.phase == Phase::connect) {
    demand_unset("tenant", when.tenant.has_value());
    demand_unset("operation", when.operation.has_value());
    demand_unset("story_id", when.story_id.has_value());
    demand_unset("sync_destination_id", when.sync_destination_id.has_value());
  }
}

void check_operation_at_phase(const FaultRule& rule, Checks& checks) {
  if (!rule.when.operation || rule.phase == Phase::connect) return;
  const bool asks_for_push = *rule.when.operation == push_operation;
  if (rule.phase == Phase::push && !asks_for_push)
    checks.invalid("/when/operation", "\"push\", the only operation at that phase",
                   in_quotes(*rule.when.operation));
  if (rule.phase != Phase::push && asks_for_push)
    checks.invalid("/phase", "\"push\", the phase of that operation",
                   in_quotes(name_of(rule.phase)));
}

void check_after_bytes(const FaultRule& rule, Checks& checks) {
  const auto after_bytes = std::visit(
      [](const auto& effect) -> std::int64_t {
        if constexpr (requires { effect.after_bytes; }) return effect.after_bytes;
        return 0;
      },
      rule.effect);
  if (after_bytes != 0 && rule.phase != Phase::response)
    checks.invalid("/effect/after_bytes", "0 before phase \"response\": there is no answer yet",
                   std::to_string(after_bytes));
}

void check_stale_read(const FaultRule& rule, Checks& checks) {
  const bool other_method = rule.when.method && !is_read(*rule.when.method);
  if (std::holds_alternative<effects::StaleRead>(rule.effect) && other_method)
    checks.invalid("/when/method", "\"GET\" or \"HEAD\": only what reads can be behind",
                   in_quotes(*rule.when.method));
}

void check_nth(const FaultRule& rule, Checks& checks) {
  if (rule.when.nth && (rule.skip != 0 || rule.every != 1))
    checks.invalid("/when/nth", "either nth, or skip and every", "both");
}

}  // namespace

Problems validate(const Matcher& matcher, std::string_view pointer) {
  Checks checks(pointer);
  if (matcher.operation) check_operation_name(*matcher.operation, checks);
  if (matcher.method) check_method(*matcher.method, checks);
  if (matcher.path) check_path(*matcher.path, checks);
  checks.headers("/headers", matcher.headers);
  if (matcher.body_json) check_body(*matcher.body_json, checks);
  if (matcher.story_id) checks.integer("/story_id", matcher.story_id->value, positive);
  if (matcher.sync_destination_id)
    checks.integer("/sync_destination_id", matcher.sync_destination_id->value, positive);
  if (matcher.nth) checks.integer("/nth", *matcher.nth, positive);
  return checks.take();
}

Problems validate_parts(const FaultRule& rule, std::string_view pointer) {
  Checks checks(pointer);
  checks.size("/name", rule.name, limits::fault_name_bytes);
  checks.add(validate(rule.when, std::string(pointer) + "/when"));
  check_effect(rule.effect, checks);
  check_numbers(rule, checks);
  return checks.take();
}

Problems validate(const FaultRule& rule, std::string_view pointer) {
  Checks checks(pointer);
  check_phase(rule, checks);
  check_selectors(rule, checks);
  check_operation_at_phase(rule, checks);
  check_after_bytes(rule, checks);
  check_stale_read(rule, checks);
  check_nth(rule, checks);
  checks.add(validate_parts(rule, pointer));
  return checks.take();
}

}  // namespace tines_mock::faults
