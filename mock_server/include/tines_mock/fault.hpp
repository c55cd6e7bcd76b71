#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/matcher.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Failures on purpose: a rule says when, at which phase, what, and how often. (design.md, section 5)
namespace tines_mock {

/// Where on its way a request is met.
enum class Phase {
  connect,        ///< the connection was accepted; nothing was read
  request,        ///< the headers were read, the body was not
  before_commit,  ///< the request was read whole; nothing has changed
  after_commit,   ///< the operation has succeeded; nothing was sent
  response,       ///< the answer goes out
  push            ///< the sync of one story to its destination
};

/// How long a delay is. A value is drawn from (seed, rule name, n) alone.
struct FixedDelay { Milliseconds delay_ms{0}; };
struct UniformDelay { Milliseconds min_ms{0}, max_ms{0}; };
struct LognormalDelay { Milliseconds median_ms{0}; double sigma = 0.5; };
using DelayTime = std::variant<FixedDelay, UniformDelay, LognormalDelay>;

// Effects on the wire. `after_bytes` counts bytes of the whole answer, status line and headers
// included; it can be other than 0 only at Phase::response.
struct Close { std::int64_t after_bytes = 0; };
struct Reset { std::int64_t after_bytes = 0; };
/// Holds the connection without a byte: for `for_ms` and then closes it, or until the client leaves.
struct Stall { std::int64_t after_bytes = 0; std::optional<Milliseconds> for_ms = {}; };
/// Waits, then goes on as if nothing had been.
struct Delay { DelayTime time; };
struct Throttle { std::int64_t bytes_per_second = 1024; };
/// Sends that many bytes of the body, then closes: less than Content-Length says.
struct Truncate { std::int64_t body_bytes = 0; };
/// Sends that many random bytes instead of an answer, then closes.
struct Garbage { std::int64_t bytes = 64; };
struct WrongContentLength { std::int64_t difference = 10; };
/// Refuses new connections on the server's port for that long (Phase::connect).
struct Refuse { Milliseconds for_ms{1000}; };

// Answers in place of the tenant's own.
enum class AnswerShape { api, html, verbatim };
struct Answer {
  int status = 500;
  AnswerShape shape = AnswerShape::api;  ///< api: the API's error body with `body` as its message
  std::string body = {};
  Headers headers = {};
};
enum class RetryAfterForm { seconds, date, absent, malformed };
/// 429 for what comes over `quota` requests in a window of `window_ms`.
struct RateLimited {
  std::int64_t quota = 0;
  Milliseconds window_ms{60'000};
  RetryAfterForm retry_after = RetryAfterForm::seconds;
};
struct BrokenJson {};
struct WrongType { std::string pointer; };     ///< JSON pointer to the value
struct MissingField { std::string pointer; };  ///< JSON pointer to the member
struct WrongContentType { std::string content_type = "text/html"; };

// What becomes of a push (Phase::push).
enum class PushFailure { unreachable, timed_out, key_refused, team_unknown, rejected };
struct PushFails {
  PushFailure reason = PushFailure::unreachable;
  std::string message = {};  ///< the subscription's error_message; empty: the domain's own words
  Milliseconds after_ms{0};
};
struct PushSlow { DelayTime time; };
struct PushStuck {};  ///< the subscription stays in requires_sync

/// List and Show do not see what was created within the last `lag_ms`.
struct StaleRead { Milliseconds lag_ms{1000}; };

using Effect = std::variant<Close, Reset, Stall, Delay, Throttle, Truncate, Garbage,
                            WrongContentLength, Refuse, Answer, RateLimited, BrokenJson, WrongType,
                            MissingField, WrongContentType, PushFails, PushSlow, PushStuck, StaleRead>;

inline Effect reset(std::int64_t after_bytes = 0) { return Reset{after_bytes}; }
inline Effect close(std::int64_t after_bytes = 0) { return Close{after_bytes}; }
inline Effect delay(Milliseconds time) { return Delay{FixedDelay{time}}; }

/// The decision about the nth match of a rule depends on (the world's seed, `name`, n) alone.
struct FaultRule {
  std::string name = {};  ///< unique in its world
  std::string description = {};
  Matcher when = {};
  Phase phase = Phase::before_commit;
  Effect effect = {};
  std::int64_t skip = 0;              ///< the first matches that pass unharmed
  std::int64_t every = 1;             ///< of those after, each such-manieth
  double probability = 1.0;           ///< of those, this share
  std::optional<std::int64_t> times = {};  ///< then at most this often
  /// On the world's clock, from when it was added.
  std::optional<Milliseconds> expires_after_ms = {};
};

/// Reads a fault file (fixtures/schemas/faults.schema.json). Throws FileError.
std::vector<FaultRule> load_faults(const std::filesystem::path& file);
std::vector<FaultRule> parse_faults(std::string_view json, std::string_view name = "faults");
std::string to_json(const std::vector<FaultRule>& rules);

/// A fault file that is built in (fixtures/faults/), for a thing that people show or must survive.
struct Scenario {
  std::string name;
  std::string description;
  std::vector<FaultRule> rules;
};
const std::vector<Scenario>& scenarios();

}  // namespace tines_mock
