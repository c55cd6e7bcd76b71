#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"

namespace tines_mock::faults {

template <>
struct About<effects::WrongType> {
  static constexpr std::string_view kind = "wrong_type";
  static constexpr std::string_view does = "one value of the answer has another type";
  static constexpr PhaseSet phases = with_a_response;

  static void attributes(auto& visit, auto& effect) {
    visit(
        Attribute{.name = "pointer",
                  .meaning =
                      "JSON pointer to the value, `*` for every element; empty: the whole document",
                  .text = Attribute::Text::json_pointer},
        effect.pointer);
  }

  static Response rewrite(const effects::WrongType& effect, Response original, const Rewriting&) {
    return change_body(std::move(original), effect.pointer,
                       [](Json& document, const Json::json_pointer& place) {
                         Json& value = document.at(place);
                         value = with_another_type(value);
                       });
  }

 private:
  /// The nearest other type, which a careless client does not notice until it uses the value.
  static Json with_another_type(const Json& value) {
    if (value.is_object()) return Json::array({value});
    if (value.is_array()) return Json::object({{"items", value}});
    if (value.is_string() || value.is_null()) return 0;
    return dump(value);
  }
};

}  // namespace tines_mock::faults
