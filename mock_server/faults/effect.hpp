#pragma once

#include "domain/push.hpp"
#include "faults/effects/rewriting.hpp"

#include <tines_mock/fault.hpp>

#include <optional>
#include <string_view>
#include <vector>

/// What the other rooms can ask about any effect, whichever it is (effects/about.hpp).
namespace tines_mock::faults {

/// Which part of the mock carries an effect out.
enum class Action {
  wire,     ///< the wire: sends the response in pieces, too late or not at all (transmit)
  wait,     ///< the exchange: waits for `delay_of`, then goes on
  hold,     ///< the exchange, or the sync engine: goes on when it is released (gates.hpp)
  respond,  ///< the exchange: sends another response (rewrite)
  push,     ///< the sync engine: the push gets the result that `push_decision` says
  read      ///< the operation: reads the world as it was `lag_of` ago
};

Action action_of(const Effect& effect);
std::string_view kind_of(const Effect& effect);
bool can_act(const Effect& effect, Phase phase);

/// The response that goes out instead of `original`: `original` itself unless action_of is
/// response.
Response rewrite(const Effect& effect, Response original, const Rewriting& with);

/// How long a Delay is; 0 for every other effect.
Milliseconds delay_of(const Effect& effect, Draws draws);

/// What becomes of a push; no change unless action_of is push.
domain::PushDecision push_decision(const Effect& effect, Draws draws);

/// For how long something is held at most; empty: until it is released, and for every effect but
/// Hold.
std::optional<Milliseconds> longest_hold(const Effect& effect);

/// How old the data is that a read sees; 0 for every effect but StaleRead.
Milliseconds lag_of(const Effect& effect);

/// An effect as documentation lists it.
struct EffectDescription {
  std::string_view kind;
  std::string_view does;
  std::vector<Phase> phases;
  struct Attribute {
    std::string_view name;
    std::string_view meaning;
  };
  std::vector<Attribute> attributes;
};

/// All effects, in the order of the variant.
std::vector<EffectDescription> describe_effects();

}  // namespace tines_mock::faults
