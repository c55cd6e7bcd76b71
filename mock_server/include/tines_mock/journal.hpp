#pragma once

#include <tines_mock/fault.hpp>
#include <tines_mock/http.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// What came, what was done to it, what was sent. Secrets are redacted before anything is kept:
/// each leaves a mark such as `[redacted:5e1f09ab]`, the same within a world for the same secret.
namespace tines_mock {

/// A rule that decided to act on a request.
struct FiredFault {
  std::string rule = {};
  Phase phase = Phase::request;
  std::string effect = {};  ///< its kind, as in JSON
  std::int64_t n = 0;       ///< the how-manieth match of that rule, from 1
  bool applied = true;      ///< false: an earlier rule acted at that phase already
};

struct JournalEntry {
  std::uint64_t number = 0;  ///< from 1, in order of arrival
  Time at{};
  std::string tenant = {};
  std::string operation = {};            ///< a name of the route table, "unknown" when it fits none
  std::string path = {};                 ///< without world and tenant prefix and without query
  std::optional<StoryId> story_id = {};  ///< that the path names
  std::optional<SyncDestinationId> sync_destination_id =
      {};                ///< that the path names or was created
  Request request = {};  ///< redacted
  int status = 0;        ///< of the answer that was meant to be sent; 0: none
  std::string response_body = {};
  std::vector<FiredFault> faults = {};
  bool committed = false;  ///< the world's state was changed
  std::uint64_t bytes_sent = 0;
  Ending ending = Ending::complete;
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

/// What a verification found. `report` is empty when it holds, else: expected, got, the closest
/// requests and how each differs.
struct Verification {
  bool holds = true;
  std::string report = {};
};

class VerificationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tines_mock
