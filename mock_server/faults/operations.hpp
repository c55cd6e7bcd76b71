#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tines_mock::faults {

/// The names that a matcher can ask for beside families: the operations of the API's route table (a
/// test of control/ holds the two against each other), "push", and "unknown" for a request that is
/// no operation.
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

/// A family ends in ".*".
constexpr bool fits_operation(std::string_view pattern, std::string_view operation) {
  if (!pattern.ends_with(".*")) return pattern == operation;
  return operation.starts_with(pattern.substr(0, pattern.size() - 1));
}

constexpr bool is_operation_or_family(std::string_view pattern) {
  return std::any_of(operations.begin(), operations.end(), [&](std::string_view operation) {
    return fits_operation(pattern, operation);
  });
}

}  // namespace tines_mock::faults
