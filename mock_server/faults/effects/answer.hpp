#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<Answer> {
  static constexpr std::string_view kind = "answer";
  static constexpr std::string_view does = "answers in place of the tenant";
  static constexpr PhaseSet phases = instead_of_an_answer;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"status", "HTTP status", {200, 599}}, effect.status);
    visit(Attribute{"shape", "api: the API's error body; html: a proxy's page; verbatim: `body`"},
          effect.shape);
    visit(Attribute{"body", "the message, or with verbatim the whole body"}, effect.body);
    visit(Attribute{"headers", "header lines beside the shape's own"}, effect.headers);
  }

  static Response rewrite(const Answer& effect, Response original, const Rewriting& with);
};

}  // namespace tines_mock::faults
