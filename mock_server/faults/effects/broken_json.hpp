#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::BrokenJson> {
  static constexpr std::string_view kind = "broken_json";
  static constexpr std::string_view does = "a body that ends in the middle of its JSON";
  static constexpr PhaseSet phases = with_a_response;

  static void attributes(auto&, auto&) {}

  // No prefix of an object's or array's text is JSON. A response without a body (204) has to become
  // one that can have a body.
  static Response rewrite(const effects::BrokenJson&, Response original, const Rewriting&) {
    if (original.body.empty()) return response_with(200, "application/json", "{");
    original.body.resize((original.body.size() + 1) / 2);
    return original;
  }
};

}  // namespace tines_mock::faults
