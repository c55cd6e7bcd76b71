#include "faults/effects/wrong_type.hpp"

#include "json/parse.hpp"

#include <nlohmann/json.hpp>

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
  const Json::json_pointer pointer(effect.pointer);
  if (!body || !body->contains(pointer)) return original;
  Json& value = body->at(pointer);
  value = of_another_type(value);
  original.body = dump(*body);
  return original;
}

}  // namespace tines_mock::faults
