#include "faults/effects/rewriting.hpp"

#include <utility>

namespace tines_mock::faults {
namespace {

constexpr std::string_view every = "*";

using Pointers = std::vector<Json::json_pointer>;

void add_children(const Json& document, const Json::json_pointer& parent,
                  const std::string& segment, Pointers& children) {
  const auto fits = [&](const std::string& name) { return segment == every || segment == name; };
  const Json& value = document.at(parent);
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (fits(std::to_string(i))) children.push_back(parent / i);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.items())
      if (fits(name)) children.push_back(parent / name);
  }
}

// The segments, last one first.
std::vector<std::string> segments_of(Json::json_pointer pointer) {
  std::vector<std::string> segments;
  for (; !pointer.empty(); pointer.pop_back()) segments.push_back(pointer.back());
  return segments;
}

}  // namespace

std::vector<Json::json_pointer> find_places(const Json& document, const std::string& pointer) {
  Pointers found = {Json::json_pointer()};
  auto segments = segments_of(Json::json_pointer(pointer));
  for (; !segments.empty(); segments.pop_back()) {
    Pointers children;
    for (const auto& parent : found) add_children(document, parent, segments.back(), children);
    found = std::move(children);
  }
  return found;
}

}  // namespace tines_mock::faults
