#pragma once

#include <tines_mock/http.hpp>
#include <tines_mock/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// Which requests are meant: by a fault rule, or by a verification of the journal.
namespace tines_mock {

/// Every part that is set must fit; a Matcher with none set fits every request.
/// JSON form: the object `when` of fixtures/schemas/faults.schema.json.
struct Matcher {
  std::optional<std::string> tenant = {};
  /// A name of the route table, for example "sync_destination.create"; "sync_destination.*" means
  /// the family; "push" is the sync of one story to its destination (fault rules only, and the only
  /// operation at Phase::push).
  std::optional<std::string> operation = {};
  std::optional<std::string> method = {};
  /// The path without world and tenant prefix and without query; the segment '*' stands for one
  /// segment, '**' for any number, none included. Spelling makes no difference, as it makes none to
  /// the API: slashes at the end, repeated slashes, percent-encoding.
  std::optional<std::string> path = {};
  /// Each named header must have exactly that value, in one of its lines or in all of them together
  /// (joined with ", ", RFC 9110, section 5.3). A secret may stand here and in `body_json`: the
  /// journal keeps none, but can tell whether a request had the same.
  Headers headers = {};
  /// Text of a JSON value: every member of it must be in the body with an equal value; an array
  /// fits when each of its elements is in the body's array.
  std::optional<std::string> body_json = {};
  /// A story that the path names or the body's `story_ids` list, or that is pushed.
  std::optional<StoryId> story_id = {};
  std::optional<SyncDestinationId> sync_destination_id = {};
  /// Only the nth request (from 1) that fits everything else. Not together with `skip` or `every`.
  std::optional<std::int64_t> nth = {};
};

/// Requests for that operation.
Matcher operation(std::string name);

/// Every request.
Matcher any_request();

}  // namespace tines_mock
