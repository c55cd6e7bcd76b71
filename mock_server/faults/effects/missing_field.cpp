#include "faults/effects/missing_field.hpp"

#include "faults/effects/places.hpp"

namespace tines_mock::faults {
namespace {

void remove(const Json::json_pointer& place, Json& from) {
  Json& parent = from.at(place.parent_pointer());
  if (parent.is_array())
    parent.erase(std::stoul(place.back()));
  else
    parent.erase(place.back());
}

}  // namespace

Response About<MissingField>::rewrite(const MissingField& effect, Response original,
                                      const Rewriting&) {
  auto body = parse_json(original.body);
  if (!body || effect.pointer.empty()) return original;
  const auto places = places_of(*body, effect.pointer);
  // From the last on: who goes first would move those behind it.
  for (auto place = places.rbegin(); place != places.rend(); ++place) remove(*place, *body);
  if (!places.empty()) original.body = dump(*body);
  return original;
}

}  // namespace tines_mock::faults
