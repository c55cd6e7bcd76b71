#include "faults/body_subset.hpp"

#include "json/number.hpp"
#include "json/reader.hpp"

#include <algorithm>

namespace tines_mock::faults {
namespace {

bool contains(const Json& body, const Json& wanted) {
  return !difference(wanted, body);
}

bool same_value(const Json& wanted, const Json& body) {
  return is_number(wanted) && is_number(body) ? same_number(wanted, body) : wanted == body;
}

std::optional<BodyDifference> object_difference(const Json& wanted, const Json& body,
                                                const std::string& pointer) {
  for (const auto& [name, value] : wanted.items()) {
    const auto member = body.find(name);
    if (member == body.end()) return BodyDifference{child(pointer, name), dump(value), "nothing"};
    if (auto inner = difference(value, *member, child(pointer, name))) return inner;
  }
  return std::nullopt;
}

}  // namespace

std::optional<BodyDifference> difference(const Json& wanted, const Json& body,
                                         const std::string& pointer) {
  if (wanted.is_object() && body.is_object()) return object_difference(wanted, body, pointer);
  if (wanted.is_array() && body.is_array()) {
    const auto is_there = [&](const Json& element) {
      return std::any_of(body.begin(), body.end(),
                         [&](const Json& candidate) { return contains(candidate, element); });
    };
    const auto missing = std::find_if_not(wanted.begin(), wanted.end(), is_there);
    if (missing == wanted.end()) return std::nullopt;
    return BodyDifference{pointer, "an array with " + dump(*missing), dump(body)};
  }
  if (same_value(wanted, body)) return std::nullopt;
  return BodyDifference{pointer, dump(wanted), dump(body)};
}

}  // namespace tines_mock::faults
