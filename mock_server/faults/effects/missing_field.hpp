#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::MissingField> {
  static constexpr std::string_view kind = "missing_field";
  static constexpr std::string_view does = "one member of the answer is not there";
  static constexpr PhaseSet phases = with_a_response;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{.name = "pointer",
                    .meaning = "JSON pointer to the member or element, `*` for every one",
                    .required = true,
                    .text = Attribute::Text::json_pointer},
          effect.pointer);
  }

  static Response rewrite(const effects::MissingField& effect, Response original,
                          const Rewriting&) {
    if (effect.pointer.empty()) return original;
    return change_body(std::move(original), effect.pointer, remove);
  }

 private:
  static void remove(Json& document, const Json::json_pointer& place) {
    Json& parent = document.at(place.parent_pointer());
    if (parent.is_array())
      parent.erase(std::stoul(place.back()));
    else
      parent.erase(place.back());
  }
};

}  // namespace tines_mock::faults
