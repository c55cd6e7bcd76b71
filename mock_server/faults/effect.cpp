#include "faults/effect.hpp"

#include "faults/effects/all.hpp"
#include "faults/wire_fault.hpp"

#include <array>
#include <type_traits>

namespace tines_mock::faults {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

// C++20 deduces this by itself, clang 14 does not.
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

template <class E>
using AboutOf = About<std::remove_cvref_t<E>>;

template <class E>
concept Waits = std::is_same_v<E, effects::Delay>;

template <class E>
concept HoldsBack = requires(const E& effect) {
  About<E>::longest(effect);
};

template <class E>
concept ActsOnTheWire = requires(const E& effect, Draws& draws, Transmission& to) {
  About<E>::transmit(effect, draws, std::string_view(), to);
};

template <class E>
concept RewritesTheAnswer = requires(const E& effect, const Rewriting& with) {
  About<E>::rewrite(effect, Response(), with);
};

template <class E>
concept DecidesAPush = requires(const E& effect, Draws& draws) {
  About<E>::push_decision(effect, draws);
};

template <class E>
constexpr Action action() {
  if constexpr (Waits<E>)
    return Action::wait;
  else if constexpr (HoldsBack<E>)
    return Action::hold;
  else if constexpr (ActsOnTheWire<E>)
    return Action::wire;
  else if constexpr (RewritesTheAnswer<E>)
    return Action::respond;
  else if constexpr (DecidesAPush<E>)
    return Action::push;
  else
    return Action::read;
}

constexpr std::array all_phases = {Phase::connect,      Phase::request,  Phase::before_commit,
                                   Phase::after_commit, Phase::response, Phase::push};

template <class E>
EffectDescription describe() {
  EffectDescription description{About<E>::kind, About<E>::does, {}, {}};
  for (const Phase phase : all_phases)
    if (About<E>::phases.has(phase)) description.phases.push_back(phase);
  const auto describe_attribute = [&](const Attribute& attribute, const auto&) {
    description.attributes.push_back({attribute.name, attribute.meaning});
  };
  const auto describe_time = [&](const effects::DelayTime&) {
    for (const auto& [name, meaning] : delay_attributes)
      description.attributes.push_back({name, meaning});
  };
  Overloaded visit{describe_attribute, describe_time};
  E effect{};
  About<E>::attributes(visit, effect);
  return description;
}

}  // namespace

Action action_of(const Effect& effect) {
  return std::visit([]<class E>(const E&) { return action<E>(); }, effect);
}

std::string_view kind_of(const Effect& effect) {
  return std::visit([](const auto& e) { return AboutOf<decltype(e)>::kind; }, effect);
}

bool can_act(const Effect& effect, Phase phase) {
  return std::visit([&](const auto& e) { return AboutOf<decltype(e)>::phases.has(phase); }, effect);
}

void transmit(const WireFault& fault, std::string_view response, Transmission& to) {
  Draws draws = fault.draws;
  const auto transmit_as = [&]<class E>(const E& effect) {
    if constexpr (ActsOnTheWire<E>)
      About<E>::transmit(effect, draws, response, to);
    else
      to.send(response);
  };
  std::visit(transmit_as, fault.effect);
}

Response rewrite(const Effect& effect, Response original, const Rewriting& with) {
  const auto rewrite_as = [&]<class E>(const E& e) {
    if constexpr (RewritesTheAnswer<E>)
      return About<E>::rewrite(e, std::move(original), with);
    else
      return std::move(original);
  };
  return std::visit(rewrite_as, effect);
}

Milliseconds delay_of(const Effect& effect, Draws draws) {
  const auto* delay = std::get_if<effects::Delay>(&effect);
  return delay ? delay_of(delay->time, draws) : Milliseconds(0);
}

domain::PushDecision push_decision(const Effect& effect, Draws draws) {
  const auto decision_by = [&]<class E>(const E& e) {
    if constexpr (DecidesAPush<E>)
      return About<E>::push_decision(e, draws);
    else
      return domain::PushDecision{};
  };
  return std::visit(decision_by, effect);
}

std::optional<Milliseconds> longest_hold(const Effect& effect) {
  const auto* hold = std::get_if<effects::Hold>(&effect);
  return hold ? About<effects::Hold>::longest(*hold) : std::nullopt;
}

Milliseconds lag_of(const Effect& effect) {
  const auto* stale = std::get_if<effects::StaleRead>(&effect);
  return stale ? About<effects::StaleRead>::lag(*stale) : Milliseconds(0);
}

std::vector<EffectDescription> describe_effects() {
  return []<class... E>(std::type_identity<std::variant<E...>>) {
    return std::vector<EffectDescription>{describe<E>()...};
  }(std::type_identity<effects::Any>());
}

}  // namespace tines_mock::faults
