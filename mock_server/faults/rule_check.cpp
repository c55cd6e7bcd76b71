#include "faults/rule_check.hpp"

#include "faults/effect.hpp"
#include "faults/match.hpp"
#include "faults/names.hpp"
#include "faults/quotes.hpp"

namespace tines_mock::faults {
namespace {

constexpr std::string_view push_operation = "push";

void refuse(const ObjectReader& at, std::string_view place, std::string expected,
            std::string found) {
  at.problems().push_back({Problem::Kind::invalid, at.pointer() + std::string(place),
                           std::move(expected), std::move(found)});
}

void check_phase(const FaultRule& rule, const ObjectReader& at) {
  if (can_act(rule.effect, rule.phase)) return;
  std::string expected;
  for (const auto& [name, phase] : phase_names)
    if (can_act(rule.effect, phase))
      expected.append(expected.empty() ? "" : " or ").append(in_quotes(name));
  refuse(at, "/phase", expected + ", where " + in_quotes(kind_of(rule.effect)) + " can act",
         in_quotes(name_of(rule.phase)));
}

/// What can be asked of a request depends on how much of it is there.
void check_selectors(const FaultRule& rule, const ObjectReader& at) {
  const Matcher& when = rule.when;
  const auto no_such = [&](const char* part, bool is_set) {
    if (is_set)
      refuse(at, std::string("/when/") + part,
             "no such member at phase " + in_quotes(name_of(rule.phase)), "one");
  };
  const bool no_request = rule.phase == Phase::connect || rule.phase == Phase::push;
  no_such("body", when.body_json && (no_request || rule.phase == Phase::request));
  no_such("method", when.method && no_request);
  no_such("path", when.path && no_request);
  no_such("headers", !when.headers.empty() && no_request);
  const bool nothing_known = rule.phase == Phase::connect;
  no_such("tenant", when.tenant && nothing_known);
  no_such("operation", when.operation && nothing_known);
  no_such("story_id", when.story_id && nothing_known);
  no_such("sync_destination_id", when.sync_destination_id && nothing_known);
}

void check_operation(const FaultRule& rule, const ObjectReader& at) {
  if (!rule.when.operation || rule.phase == Phase::connect) return;
  const bool asks_for_push = *rule.when.operation == push_operation;
  if (rule.phase == Phase::push && !asks_for_push)
    refuse(at, "/when/operation", "\"push\", the only operation at that phase",
           in_quotes(*rule.when.operation));
  if (rule.phase != Phase::push && asks_for_push)
    refuse(at, "/phase", "\"push\", the phase of that operation", in_quotes(name_of(rule.phase)));
}

void check_after_bytes(const FaultRule& rule, const ObjectReader& at) {
  const auto after_bytes = std::visit(
      [](const auto& effect) -> std::int64_t {
        if constexpr (requires { effect.after_bytes; }) return effect.after_bytes;
        return 0;
      },
      rule.effect);
  if (after_bytes != 0 && rule.phase != Phase::response)
    refuse(at, "/effect/after_bytes", "0 before phase \"response\": there is no answer yet",
           std::to_string(after_bytes));
}

void check_stale_read(const FaultRule& rule, const ObjectReader& at) {
  const bool other_method = rule.when.method && !is_read(*rule.when.method);
  if (std::holds_alternative<StaleRead>(rule.effect) && other_method)
    refuse(at, "/when/method", "\"GET\" or \"HEAD\": only what reads can be behind",
           in_quotes(*rule.when.method));
}

void check_nth(const FaultRule& rule, const ObjectReader& at) {
  if (rule.when.nth && (rule.skip != 0 || rule.every != 1))
    refuse(at, "/when/nth", "either nth, or skip and every", "both");
}

}  // namespace

void check_rule(const FaultRule& rule, const ObjectReader& at) {
  check_phase(rule, at);
  check_selectors(rule, at);
  check_operation(rule, at);
  check_after_bytes(rule, at);
  check_stale_read(rule, at);
  check_nth(rule, at);
}

}  // namespace tines_mock::faults
