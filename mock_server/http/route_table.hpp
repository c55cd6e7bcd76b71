#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock {

/// What stood in the place of a {name} in the path.
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

/// Which operation a method and a path mean. `Entry` has `method`, `pattern` ("/teams/{id}") and
/// whatever its user wants. Compares segments; no regular expressions, no recursion.
template <class Entry>
class RouteTable {
 public:
  struct Match {
    const Entry* entry = nullptr;  ///< null: no such path, or the path does not serve the method
    /// The methods that the path serves, as a header Allow says them; "" for an unknown path. Only
    /// filled where `entry` is null.
    std::string allowed;
    PathParameters parameters;

    bool path_known() const { return entry || !allowed.empty(); }
  };

  RouteTable(std::initializer_list<Entry> entries) {
    for (const Entry& entry : entries) routes_.push_back({entry, split(entry.pattern)});
  }

  /// The first entry that fits, from segment number `first` on. HEAD fits where GET does (RFC 9110,
  /// section 9.3.2).
  Match find(std::string_view method, const std::vector<std::string>& segments,
             std::size_t first = 0) const {
    if (method == "HEAD") method = "GET";
    Match match;
    for (const Route& route : routes_) {
      if (!fits(route.pattern, segments, first)) continue;
      if (route.entry.method != method) {
        add_allowed(match.allowed, route.entry.method);
        continue;
      }
      match.allowed.clear();
      match.entry = &route.entry;
      for (std::size_t i = 0; i < route.pattern.size(); ++i)
        if (is_parameter(route.pattern[i]))
          match.parameters.set(name_of(route.pattern[i]), segments[first + i]);
      break;
    }
    return match;
  }

  auto begin() const { return routes_.begin(); }
  auto end() const { return routes_.end(); }

 private:
  using Pattern = std::vector<std::string_view>;
  struct Route {
    Entry entry;
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

  std::vector<Route> routes_;
};

}  // namespace tines_mock
