#include "faults/effects/wrong_type.hpp"

#include "faults/effects/places.hpp"

namespace tines_mock::faults {
namespace {

// The nearest other type: what a careless client does not notice until it computes with it.
Json of_another_type(const Json& value) {
  if (value.is_object()) return Json::array({value});
  if (value.is_array()) return Json::object({{"items", value}});
  if (value.is_string() || value.is_null()) return 0;
  return dump(value);
}

}  // namespace

Response About<WrongType>::rewrite(const WrongType& effect, Response original, const Rewriting&) {
  auto body = parse_json(original.body);
  if (!body) return original;
  const auto places = places_of(*body, effect.pointer);
  for (const auto& place : places) {
    Json& value = body->at(place);
    value = of_another_type(value);
  }
  if (!places.empty()) original.body = dump(*body);
  return original;
}

}  // namespace tines_mock::faults
