#pragma once

#include "json/reader.hpp"
#include "support/random.hpp"

#include <tines_mock/fault.hpp>

#include <initializer_list>
#include <string_view>

/// What the file of every effect is made of.
namespace tines_mock::faults {

class PhaseSet {
 public:
  constexpr PhaseSet(std::initializer_list<Phase> phases) {
    for (const Phase phase : phases) bits_ |= bit(phase);
  }
  constexpr bool has(Phase phase) const { return (bits_ & bit(phase)) != 0; }

 private:
  static constexpr unsigned bit(Phase phase) { return 1U << static_cast<unsigned>(phase); }
  unsigned bits_ = 0;
};

/// Phases of effects that need no response: they end the connection or make it wait.
inline constexpr PhaseSet on_the_wire = {Phase::connect, Phase::request, Phase::before_commit,
                                         Phase::after_commit, Phase::response};
/// Phases of effects that send a response of their own.
inline constexpr PhaseSet instead_of_a_response = {Phase::request, Phase::before_commit,
                                                   Phase::after_commit, Phase::response};
/// Phases of effects that change the tenant's response, which must exist by then.
inline constexpr PhaseSet with_a_response = {Phase::after_commit, Phase::response};

/// One attribute of an effect, as it stands in JSON.
struct Attribute {
  /// What a text has to be.
  enum class Text { any, json_pointer, header_value };

  std::string_view name;
  std::string_view meaning;
  IntegerRange range = any_integer;  ///< of a number or a duration in milliseconds
  bool required = false;             ///< it must be there in JSON; if it is a text, not as ""
  Text text = Text::any;
};

/// Says everything about one effect. To add an effect: its attributes are a struct in
/// tines_mock/effects.hpp, which is added to the variant `effects::Any` there; its specialisation
/// of About is a file in this folder, which is added to all.hpp. The specialisation has
///
///     kind                        the effect's name in JSON and in the journal
///     does                        what it does, in one line
///     phases                      the phases at which it can act
///     attributes(visit, effect)   calls visit(Attribute, member) for each attribute
///
/// and one function, whose name says which part of the mock carries the effect out:
///
///     transmit(effect, draws, response, transmission)   the wire: what it sends, and when
///     rewrite(effect, original, rewriting)            the exchange: the response it sends instead
///     push_decision(effect, draws)                    the sync engine: what becomes of a push
///     longest(effect)      the exchange, or the sync engine: for how long it holds back at most
///     lag(effect)                                     the operation: how old the data is it reads
///
/// Its JSON, its validation and its documentation follow from `attributes`. An enumeration among
/// them needs an overload of names_of beside the specialisation (answer.hpp has one).
template <class Effect>
struct About;

}  // namespace tines_mock::faults
