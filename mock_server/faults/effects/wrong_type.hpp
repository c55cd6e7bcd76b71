#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<WrongType> {
  static constexpr std::string_view kind = "wrong_type";
  static constexpr std::string_view does = "one value of the answer has another type";
  static constexpr PhaseSet phases = with_an_answer;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"pointer",
                    "JSON pointer to the value, `*` for every element; empty: the whole document"},
          effect.pointer);
  }

  static Response rewrite(const WrongType& effect, Response original, const Rewriting& with);
};

}  // namespace tines_mock::faults
