#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::WrongContentType> {
  static constexpr std::string_view kind = "wrong_content_type";
  static constexpr std::string_view does = "the tenant's own answer under another Content-Type";
  static constexpr PhaseSet phases = with_a_response;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{.name = "content_type",
                    .meaning = "value of the header",
                    .text = Attribute::Text::header_value},
          effect.content_type);
  }

  static Response rewrite(const effects::WrongContentType& effect, Response original,
                          const Rewriting&) {
    original.headers.set("Content-Type", effect.content_type);
    return original;
  }
};

}  // namespace tines_mock::faults
