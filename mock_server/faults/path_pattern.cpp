#include "faults/path_pattern.hpp"

#include <optional>

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

/// Where to try again with one more segment under the last '**'.
struct Retry {
  Segments pattern;
  Segments path;
};

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

}  // namespace tines_mock::faults
