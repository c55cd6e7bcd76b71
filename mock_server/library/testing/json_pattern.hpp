#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Compares a response's body with a pattern from a recorded exchange. A pattern is JSON that the
/// body must be equal to, except for two wildcards: {"$any": kind} fits every value of that kind
/// (text, integer, boolean, array, object), {"$includes": {…}} an object with at least those
/// members.
namespace tines_mock::testing {

using PlainJson = nlohmann::json;

inline bool is_of_kind(const PlainJson& value, const std::string& kind) {
  if (kind == "text") return value.is_string() && !value.get_ref<const std::string&>().empty();
  if (kind == "integer") return value.is_number_integer();
  if (kind == "boolean") return value.is_boolean();
  if (kind == "array") return value.is_array();
  if (kind == "object") return value.is_object();
  throw std::invalid_argument("$any: no such kind: " + kind);
}

class PatternMatch {
 public:
  PatternMatch(const PlainJson& pattern, const PlainJson& value) { compare(pattern, value, ""); }

  /// A line for each difference: pointer, expected, found.
  const std::vector<std::string>& differences() const { return differences_; }

 private:
  void compare(const PlainJson& pattern, const PlainJson& value, const std::string& pointer) {
    if (pattern.is_object() && pattern.contains("$any")) {
      if (!is_of_kind(value, pattern["$any"])) differ(pattern, value, pointer);
    } else if (pattern.is_object() && pattern.contains("$includes")) {
      compare_members(pattern["$includes"], value, pointer);
    } else if (pattern.is_object() && value.is_object()) {
      compare_members(pattern, value, pointer);
      for (const auto& [name, member] : value.items())
        if (!pattern.contains(name)) differ("nothing", member, pointer + "/" + name);
    } else if (pattern.is_array() && value.is_array() && pattern.size() == value.size()) {
      for (std::size_t i = 0; i < pattern.size(); ++i)
        compare(pattern[i], value[i], pointer + "/" + std::to_string(i));
    } else if (pattern.type() != value.type() || pattern != value) {
      differ(pattern, value, pointer);
    }
  }

  void compare_members(const PlainJson& pattern, const PlainJson& value,
                       const std::string& pointer) {
    if (!value.is_object()) return differ(pattern, value, pointer);
    for (const auto& [name, member] : pattern.items()) {
      const std::string place = pointer + "/" + name;
      if (value.contains(name))
        compare(member, value[name], place);
      else
        differ(member, "nothing", place);
    }
  }

  void differ(const PlainJson& pattern, const PlainJson& value, const std::string& pointer) {
    differences_.push_back(pointer + ": expected " + pattern.dump() + ", found " + value.dump());
  }

  std::vector<std::string> differences_;
};

}  // namespace tines_mock::testing
