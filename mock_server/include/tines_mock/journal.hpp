#pragma once

#include <tines_mock/fault.hpp>
#include <tines_mock/http.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// What a world recorded of its requests, and what can be verified from it. Secrets are redacted
/// before anything is recorded: in place of each stands a mark such as `[redacted:5e1f09ab]`,
/// within a world always the same for the same secret.
namespace tines_mock {

/// One request. Its entry is made when the request arrives and is kept up to date: a state change
/// or a byte of the response is in the entry before a client can see it.
struct JournalEntry {
  std::uint64_t number = 0;  ///< from 1, in order of arrival
  Time at{};
  /// When the last byte of the response had been sent, or the connection had ended without it.
  /// Empty: not yet, or the response is stalled.
  std::optional<Time> answered_at = {};
  std::string tenant = {};
  std::string operation = {};  ///< as in `Matcher::operation`; "unknown" when no route fits
  /// Without world and tenant prefix and without query, in one spelling: "/api/v1/stories" also for
  /// "/api/v1//%73tories/". `request.target` has the spelling of the client.
  std::string path = {};
  std::optional<StoryId> story_id = {};  ///< from the path
  /// From the path, or the one that the request created.
  std::optional<SyncDestinationId> sync_destination_id = {};
  Request request = {};  ///< redacted
  // The response as the client sees it: of one that a rule cuts or changes, what is sent.
  /// 0: there is none, or none yet, or what was sent has no whole status line.
  int status = 0;
  /// Redacted. Without those that only sending over a socket adds: Date, Connection, and
  /// Content-Length where it is the length of the body.
  Headers response_headers = {};
  /// Redacted. Of a body that was cut within a secret, the part before it.
  std::string response_body = {};
  /// What the tenant had responded where the client sees something else, or nothing, because of a
  /// rule; redacted.
  std::optional<Response> tenant_response = {};
  /// The rules that fired on the request, or on a push before its response. What fires on a later
  /// push, or on a push that C++ code caused, is only counted, in FaultStatus.
  std::vector<FiredFault> faults = {};
  /// The latest phase at which rules were asked; empty: none yet, or the request names no tenant.
  std::optional<Phase> reached = {};
  bool committed = false;        ///< the request changed the world's state
  std::uint64_t bytes_sent = 0;  ///< of the response, status line and headers included
  Ending ending = Ending::complete;
  /// The world was reset while the request was being answered, so that the new state has nothing of
  /// it. The entry is listed, but counts, verifications and near misses leave it out.
  bool outdated = false;
  std::string error = {};  ///< what failed inside the mock or in `on_request`; empty: nothing
};

/// Why a rule did or did not act on a request (`WorldHandle::explain`).
struct Explanation {
  std::string rule = {};
  Phase phase = Phase::request;
  std::string effect = {};  ///< as in FiredFault
  /// At Phase::push: which push it is about. Empty when the request caused none before its
  /// response.
  std::optional<SyncDestinationId> sync_destination_id = {};
  std::optional<StoryId> story_id = {};
  bool fits = false;                   ///< it fits `when`, except for `nth`
  std::optional<std::int64_t> n = {};  ///< which match of the rule it was; empty: not counted
  bool acted = false;                  ///< as FiredFault::applied
  std::string why = {};                ///< a sentence
};

/// How much a journal keeps. Beyond either limit the oldest entries are evicted, and verifications
/// take into account that they are missing (`Verification::cannot_tell`).
struct JournalLimits {
  std::size_t entries = 10'000;          ///< 1 to limits::most_journal_entries (10 million)
  std::size_t bytes = 16 * 1024 * 1024;  ///< 1 to limits::most_journal_bytes (4 GiB)
};

/// How many requests are expected: `min` to `max`, both included.
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

/// The result of a verification.
struct Verification {
  bool holds = true;
  /// The result depends on entries that were evicted. `holds` is false then. Clear the journal
  /// between tests, or raise its limits (`WorldOptions::journal`).
  bool cannot_tell = false;
  /// What was expected, what was found, and the requests that almost fit, each with what differs.
  /// Empty when it holds.
  std::string report = {};
  /// Why a wait for it (`WorldHandle::within`) ended before its time: the server stopped, the world
  /// was reset, imported or dropped, or, over HTTP, too many requests waited. The report says it
  /// too. Empty: it did not.
  std::string cut_short = {};
};

/// A verification does not hold. what() is its report.
class VerificationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tines_mock
