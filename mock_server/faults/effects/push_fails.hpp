#pragma once

#include "domain/push.hpp"
#include "faults/effects/durations.hpp"
#include "formats/entity_json.hpp"

namespace tines_mock::faults {

inline Names<PushFailure> names_of(PushFailure) {
  return formats::push_failure_names;
}

template <>
struct About<effects::PushFails> {
  static constexpr std::string_view kind = "push_fails";
  static constexpr std::string_view does = "the sync of a story ends as failed";
  static constexpr PhaseSet phases = {Phase::push};

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"reason", "what went wrong at the destination"}, effect.reason);
    visit(Attribute{"message", "error_message of the subscription; empty: the usual words"},
          effect.message);
    visit(Attribute{"after_ms", "ms until it has failed", a_delay}, effect.after);
  }

  static domain::PushDecision push_decision(const effects::PushFails& effect, Draws&) {
    return {.duration = effect.after, .failure = effect.reason, .message = effect.message};
  }
};

}  // namespace tines_mock::faults
