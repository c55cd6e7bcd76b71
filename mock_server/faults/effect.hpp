#pragma once

#include "domain/push.hpp"
#include "faults/effects/rewriting.hpp"

#include <tines_mock/fault.hpp>

#include <optional>
#include <string_view>
#include <vector>

/// The effects, gathered: what can be asked of any of them.
namespace tines_mock::faults {

/// Who carries it out.
enum class Action {
  wire,    ///< the wire: what leaves is not the whole answer at once (transmit)
  wait,    ///< whoever has the request waits for `delay_of`, then goes on as if nothing had been
  answer,  ///< the answer is another one (rewrite)
  push,    ///< the sync engine (verdict_of)
  read     ///< the operation, which reads the world as it was `lag_of` ago
};

Action action_of(const Effect& effect);
std::string_view kind_of(const Effect& effect);
bool can_act(const Effect& effect, Phase phase);

/// The answer that goes out instead of `original`. An effect that is no Action::answer leaves it.
Response rewrite(const Effect& effect, Response original, const Rewriting& with);

/// The time that a Delay takes, 0 for every other effect.
Milliseconds delay_of(const Effect& effect, Draws draws);

/// What becomes of a push; an effect that is no Action::push changes nothing.
domain::PushVerdict verdict_of(const Effect& effect, Draws draws);

/// How far reads are behind; 0 for every effect but StaleRead.
Milliseconds lag_of(const Effect& effect);

/// For tables of documentation.
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

/// Of every effect, in the order of the variant.
std::vector<EffectDescription> describe_effects();

}  // namespace tines_mock::faults
