#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <initializer_list>
#include <string_view>

/// What every effect's own file is made of.
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

/// Where a connection can be met, an answer replaced, and an answer spoilt.
inline constexpr PhaseSet on_the_wire = {Phase::connect, Phase::request, Phase::before_commit,
                                         Phase::after_commit, Phase::response};
inline constexpr PhaseSet instead_of_an_answer = {Phase::request, Phase::before_commit,
                                                  Phase::after_commit, Phase::response};
inline constexpr PhaseSet with_an_answer = {Phase::after_commit, Phase::response};

/// One attribute of an effect, as it stands in JSON.
struct Attribute {
  std::string_view name;
  std::string_view meaning;
  IntegerRange range = any_integer;  ///< of a number or a duration in milliseconds
  bool required = false;
};

/// A specialisation for each effect, in a file of its own, has
///
///     kind                        its name in JSON and in the journal
///     does                        what is met, in one line
///     phases                      where it can act
///     attributes(visit, effect)   visit(Attribute, member) for each of its attributes
///
/// and the function that applies it, which also says what kind of effect it is:
///
///     transmit(effect, draws, answer, transmission)   on the wire
///     rewrite(effect, original, rewriting)            the answer, or what stands in its place
///     verdict(effect, draws)                          what becomes of a push
///     lag(effect)                                     how far reads are behind
template <class Effect>
struct About;

}  // namespace tines_mock::faults
