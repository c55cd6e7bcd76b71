#include "faults/effects/places.hpp"

#include <utility>

namespace tines_mock::faults {
namespace {

constexpr std::string_view every = "*";

using Pointers = std::vector<Json::json_pointer>;

void step(const Json& document, const Json::json_pointer& from, const std::string& segment,
          Pointers& to) {
  const auto is_meant = [&](const std::string& name) {
    return segment == every || segment == name;
  };
  const Json& value = document.at(from);
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (is_meant(std::to_string(i))) to.push_back(from / i);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.items())
      if (is_meant(name)) to.push_back(from / name);
  }
}

// The segments, last one first.
std::vector<std::string> segments_of(Json::json_pointer pointer) {
  std::vector<std::string> segments;
  for (; !pointer.empty(); pointer.pop_back()) segments.push_back(pointer.back());
  return segments;
}

}  // namespace

std::vector<Json::json_pointer> places_of(const Json& document, const std::string& pointer) {
  Pointers places = {Json::json_pointer()};
  auto segments = segments_of(Json::json_pointer(pointer));
  for (; !segments.empty(); segments.pop_back()) {
    Pointers further;
    for (const auto& place : places) step(document, place, segments.back(), further);
    places = std::move(further);
  }
  return places;
}

}  // namespace tines_mock::faults
