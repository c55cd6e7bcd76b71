#pragma once

#include <tines_mock/fault.hpp>
#include <tines_mock/http.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// What came, what was done to it, what was sent. Secrets are redacted before anything is kept:
/// each leaves a mark such as `[redacted:5e1f09ab]`, the same within a world for the same secret.
namespace tines_mock {

/// A request stands in the journal from its arrival on, and its entry grows with it: whoever sees
/// an effect of a request (a new state, a byte of its answer) finds it in the entry.
struct JournalEntry {
  std::uint64_t number = 0;  ///< from 1, in order of arrival
  Time at{};
  std::string tenant = {};
  std::string operation = {};  ///< a name of the route table, "unknown" when it fits none
  /// Without world and tenant prefix and without query, in its one spelling: "/api/v1/stories" also
  /// for "/api/v1//%73tories/". `request.target` holds it as it came.
  std::string path = {};
  std::optional<StoryId> story_id = {};  ///< that the path names
  std::optional<SyncDestinationId> sync_destination_id =
      {};                ///< that the path names or was created
  Request request = {};  ///< redacted
  int status = 0;        ///< of the answer that was meant to be sent; 0: none, or none yet
  std::string response_body = {};
  /// That fired on the request, or on a push that it made at once. A push that is due later, or
  /// that C++ code caused, is no request's: what fires on it is counted in FaultStatus alone.
  std::vector<FiredFault> faults = {};
  bool committed =
      false;  ///< the world's state was changed: as it was before a reset, if `outdated`
  std::uint64_t bytes_sent = 0;
  Ending ending = Ending::complete;  ///< `pending` as long as the answer is not over
  /// It came before the last `reset` and was under way then: nothing of it is in the new state.
  /// It is listed, but no count, verification or near miss looks at it.
  bool outdated = false;
  std::string error = {};  ///< what failed inside the mock, or in `on_request`; empty: nothing did
};

/// How much a journal keeps. Over either limit the oldest entries are evicted; what was evicted
/// since the journal was cleared counts in every verification (Verification::cannot_tell).
struct JournalLimits {
  std::size_t entries = 10'000;          ///< 1 to limits::most_journal_entries (10 million)
  std::size_t bytes = 16 * 1024 * 1024;  ///< 1 to limits::most_journal_bytes (4 GiB)
};

/// How many requests are expected.
struct Count {
  std::int64_t min = 0;
  std::int64_t max = INT64_MAX;
};
constexpr Count exactly(std::int64_t n) {
  return {n, n};
}
constexpr Count at_least(std::int64_t n) {
  return {n, INT64_MAX};
}
constexpr Count at_most(std::int64_t n) {
  return {0, n};
}

/// What a verification found: it holds, or it does not, or nobody can tell.
struct Verification {
  bool holds = true;  ///< it is certain that it holds
  /// Entries were evicted, and it depends on them whether it holds; `holds` is false then. Clear
  /// the journal between tests, or raise its limits (WorldOptions::journal).
  bool cannot_tell = false;
  /// Empty when it holds, else: expected, got, the closest requests and how each differs.
  std::string report = {};
};

class VerificationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tines_mock
