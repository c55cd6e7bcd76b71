#pragma once

#include "json/parse.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

/// The parts of a matcher that stand for more than one value: operations, paths, JSON bodies.
namespace tines_mock::faults {

/// The names of operations that a matcher can have: those of the API's route table (a test of
/// control/ compares the two), "push", and "unknown" for a request that is no operation.
inline constexpr std::array<std::string_view, 23> operations = {"sync_destination.create",
                                                                "sync_destination.list",
                                                                "sync_destination.show",
                                                                "sync_destination.update",
                                                                "sync_destination.delete",
                                                                "sync_destination.manual_sync",
                                                                "sync_destination.sync_story",
                                                                "info.show",
                                                                "team.list",
                                                                "team.create",
                                                                "team.get",
                                                                "team.update",
                                                                "team.delete",
                                                                "story.list",
                                                                "story.create",
                                                                "story.import",
                                                                "story.batch_delete",
                                                                "story.get",
                                                                "story.update",
                                                                "story.delete",
                                                                "story.export",
                                                                "push",
                                                                "unknown"};

/// A pattern is the name of an operation or of a family of them: "story.*".
constexpr bool fits_operation(std::string_view pattern, std::string_view operation) {
  if (!pattern.ends_with(".*")) return pattern == operation;
  return operation.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// Whether the pattern fits any operation at all.
constexpr bool is_operation_or_family(std::string_view pattern) {
  return std::any_of(operations.begin(), operations.end(), [&](std::string_view operation) {
    return fits_operation(pattern, operation);
  });
}

/// Whether the path fits the pattern, both as path_of (http/target.hpp) spells them. In the pattern
/// the segment '*' stands for one segment and '**' for any number, 0 included. Takes time of at
/// most |pattern| × |path|.
bool fits_path(std::string_view pattern, std::string_view path);

/// Where a body does not contain the JSON that a matcher asks for.
struct BodyDifference {
  std::string pointer;
  std::string expected;
  std::string found;
};

/// The first place at which `body` does not contain `wanted`. An object contains another when it
/// has each of its members, with values that contain the other's; an array, when each of the
/// other's elements is contained in some element; anything else, when it is equal.
std::optional<BodyDifference> find_difference(const Json& wanted, const Json& body,
                                              const std::string& pointer = "");

}  // namespace tines_mock::faults
