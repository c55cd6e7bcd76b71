#include "faults/effects/missing_field.hpp"

#include "json/parse.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::faults {

Response About<MissingField>::rewrite(const MissingField& effect, Response original,
                                      const Rewriting&) {
  auto body = parse_json(original.body);
  const Json::json_pointer pointer(effect.pointer);
  if (!body || pointer.empty() || !body->contains(pointer)) return original;
  Json& parent = body->at(pointer.parent_pointer());
  if (parent.is_array())
    parent.erase(std::stoul(pointer.back()));
  else
    parent.erase(pointer.back());
  original.body = dump(*body);
  return original;
}

}  // namespace tines_mock::faults
