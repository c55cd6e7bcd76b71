#include "faults/patterns.hpp"

#include "json/number.hpp"
#include "json/reader.hpp"

namespace tines_mock::faults {
namespace {

/// The rest of a path, segment by segment: "/a/b" has two, "/" has none.
struct Segments {
  std::string_view rest;

  bool empty() const { return rest.empty(); }
  std::string_view first() const { return rest.substr(1, rest.find('/', 1) - 1); }
  Segments after_first() const {
    const auto next = rest.find('/', 1);
    return {next == std::string_view::npos ? std::string_view() : rest.substr(next)};
  }
};

/// The last '**' of the pattern: where to continue when it has to take one more segment.
struct Retry {
  Segments pattern;
  Segments path;
};

bool contains(const Json& body, const Json& wanted) {
  return !find_difference(wanted, body);
}

bool same_value(const Json& wanted, const Json& body) {
  return is_number(wanted) && is_number(body) ? same_number(wanted, body) : wanted == body;
}

std::optional<BodyDifference> find_object_difference(const Json& wanted, const Json& body,
                                                     const std::string& pointer) {
  for (const auto& [name, value] : wanted.items()) {
    const auto member = body.find(name);
    if (member == body.end()) return BodyDifference{child(pointer, name), dump(value), "nothing"};
    if (auto inner = find_difference(value, *member, child(pointer, name))) return inner;
  }
  return std::nullopt;
}

}  // namespace

bool fits_path(std::string_view pattern_text, std::string_view path_text) {
  Segments pattern{pattern_text == "/" ? "" : pattern_text};
  Segments path{path_text == "/" ? "" : path_text};
  std::optional<Retry> retry;
  while (!path.empty() || !pattern.empty()) {
    if (!pattern.empty() && pattern.first() == "**") {
      pattern = pattern.after_first();
      retry = Retry{pattern, path};
    } else if (!pattern.empty() && !path.empty() &&
               (pattern.first() == "*" || pattern.first() == path.first())) {
      pattern = pattern.after_first();
      path = path.after_first();
    } else if (retry && !retry->path.empty()) {
      retry->path = retry->path.after_first();
      pattern = retry->pattern;
      path = retry->path;
    } else {
      return false;
    }
  }
  return true;
}

std::optional<BodyDifference> find_difference(const Json& wanted, const Json& body,
                                              const std::string& pointer) {
  if (wanted.is_object() && body.is_object()) return find_object_difference(wanted, body, pointer);
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
