#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock {

/// The values that a path has in the places of the pattern's {name}s.
class PathParameters {
 public:
  void set(std::string_view name, std::string_view value) { values_.emplace_back(name, value); }
  /// "" when the route has none of that name.
  std::string_view operator[](std::string_view name) const {
    const auto found =
        std::ranges::find(values_, name, &std::pair<std::string_view, std::string>::first);
    return found == values_.end() ? std::string_view() : found->second;
  }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;
};

/// Finds the route of a request. `Route` has `method`, `pattern` ("/teams/{id}") and whatever its
/// user needs. Segments are compared as they are: no regular expressions.
template <class Route>
class RouteTable {
 public:
  struct Match {
    const Route* route = nullptr;  ///< null: no such path, or the path does not serve the method
    /// Set where `route` is null: the methods that the path serves, as the value of a header Allow;
    /// "" for an unknown path.
    std::string allowed;
    PathParameters parameters;

    bool path_known() const { return route || !allowed.empty(); }
  };

  RouteTable(std::initializer_list<Route> routes) {
    for (const Route& route : routes) rows_.push_back({route, split(route.pattern)});
  }

  /// The first route that fits, from segment number `first` on. HEAD fits where GET does (RFC 9110,
  /// section 9.3.2).
  Match find(std::string_view method, const std::vector<std::string>& segments,
             std::size_t first = 0) const {
    if (method == "HEAD") method = "GET";
    Match match;
    for (const Row& row : rows_) {
      if (!fits(row.pattern, segments, first)) continue;
      if (row.route.method != method) {
        add_allowed(match.allowed, row.route.method);
        continue;
      }
      match.allowed.clear();
      match.route = &row.route;
      for (std::size_t i = 0; i < row.pattern.size(); ++i)
        if (is_parameter(row.pattern[i]))
          match.parameters.set(name_of(row.pattern[i]), segments[first + i]);
      break;
    }
    return match;
  }

  auto begin() const { return rows_.begin(); }
  auto end() const { return rows_.end(); }

 private:
  using Pattern = std::vector<std::string_view>;
  struct Row {
    Route route;
    Pattern pattern;
  };

  static bool is_parameter(std::string_view part) { return part.starts_with('{'); }
  static std::string_view name_of(std::string_view part) { return part.substr(1, part.size() - 2); }

  static void add_allowed(std::string& allowed, std::string_view method) {
    if ((", " + allowed + ",").find(", " + std::string(method) + ",") != std::string::npos) return;
    allowed.append(allowed.empty() ? "" : ", ").append(method);
    if (method == "GET") allowed.append(", HEAD");
  }

  static Pattern split(std::string_view pattern) {
    Pattern parts;
    while (!pattern.empty()) {
      pattern.remove_prefix(1);
      const auto end = std::min(pattern.find('/'), pattern.size());
      parts.push_back(pattern.substr(0, end));
      pattern.remove_prefix(end);
    }
    return parts;
  }

  static bool fits(const Pattern& pattern, const std::vector<std::string>& segments,
                   std::size_t first) {
    if (segments.size() != first + pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
      if (!is_parameter(pattern[i]) && pattern[i] != segments[first + i]) return false;
    return true;
  }

  std::vector<Row> rows_;
};

}  // namespace tines_mock
