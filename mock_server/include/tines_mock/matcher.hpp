#pragma once

#include <tines_mock/http.hpp>
#include <tines_mock/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tines_mock {

/// Selects requests, for a fault rule or for a verification of the journal. A request fits when
/// every member that is set fits it. In JSON: the object `when` of
/// fixtures/schemas/faults.schema.json.
struct Matcher {
  std::optional<std::string> tenant = {};  ///< a tenant's name
  /// A named endpoint, for example "sync_destination.create", or a family: "sync_destination.*".
  /// "push" is the sync of one story to its destination; only fault rules can have it, and it is
  /// the only operation at Phase::push.
  std::optional<std::string> operation = {};
  std::optional<std::string> method = {};  ///< for example "POST"
  /// The path without world and tenant prefix and without query. The segment `*` stands for any one
  /// segment, `**` for any number of them, also for zero. Repeated slashes, a slash at the end and
  /// percent-encoding make no difference.
  std::optional<std::string> path = {};
  /// The request must have each of these headers with exactly this value: in one of its lines, or
  /// in all of its lines joined with ", " (RFC 9110, section 5.3). A value may be a secret, here
  /// and in `body_json`: the journal compares it with the mark that it recorded.
  Headers headers = {};
  /// The text of a JSON value. The request's body must have all of its members with equal values,
  /// and of its arrays every element, in any order.
  std::optional<std::string> body_json = {};
  /// A story in the path or in the body's `story_ids`, or the story that is pushed.
  std::optional<StoryId> story_id = {};
  std::optional<SyncDestinationId> sync_destination_id = {};
  /// Only the nth request, from 1, of those that fit all the rest. A fault rule with `skip` or
  /// `every` cannot have it.
  std::optional<std::int64_t> nth = {};
};

/// The requests of an operation, for example `operation("story.get")`.
Matcher operation(std::string name);

/// Every request.
Matcher any_request();

}  // namespace tines_mock
