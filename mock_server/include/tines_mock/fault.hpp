#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/entities.hpp>
#include <tines_mock/file_error.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Failures on purpose: a rule says when, at which phase, what, and how often. (design.md, section
/// 5)
namespace tines_mock {

/// Where on its way a request is met.
enum class Phase {
  /// The connection was accepted; nothing was read. A connection belongs to no world yet: only
  /// rules
  /// of the server's default world act here, and `when` can hold nothing but `nth`.
  connect,
  request,        ///< the headers were read, the body was not: `when` cannot ask for it
  before_commit,  ///< the request was read whole; nothing has changed
  after_commit,   ///< the operation has succeeded; nothing was sent
  response,       ///< the answer goes out
  push            ///< the sync of one story to its destination
};

/// How long a delay is, at most limits::delay (10 minutes). Drawn from (seed, rule name, n) alone.
struct FixedDelay {
  Milliseconds delay_ms{0};
};
struct UniformDelay {
  Milliseconds min_ms{0};
  Milliseconds max_ms{0};
};
struct LognormalDelay {
  Milliseconds median_ms{0};
  double sigma = 0.5;  ///< 0–3; half of the delays are below the median, whatever it is
};
using DelayTime = std::variant<FixedDelay, UniformDelay, LognormalDelay>;

// Effects on the wire. They can act at every phase but push, if nothing else is said. `after_bytes`
// counts bytes of the whole answer, status line and headers included; it can be other than 0 only
// at Phase::response.

/// A regular end (FIN) before the answer is complete.
struct Close {
  std::int64_t after_bytes = 0;
};
/// A reset (RST) before the answer is complete.
struct Reset {
  std::int64_t after_bytes = 0;
};
/// Holds the connection without a byte: for `for_ms` and then closes it, or until the client
/// leaves. Of more than limits::stalled_connections (64) held so the one held longest is closed.
struct Stall {
  std::int64_t after_bytes = 0;
  std::optional<Milliseconds> for_ms = {};
};
/// Waits, then goes on as if nothing had been.
struct Delay {
  DelayTime time;
};
/// The answer trickles (Phase::response).
struct Throttle {
  std::int64_t bytes_per_second = 1024;
};
/// Sends that many bytes of the body, then closes: less than Content-Length says (Phase::response).
struct Truncate {
  std::int64_t body_bytes = 0;
};
/// Sends that many random bytes instead of an answer, then closes.
struct Garbage {
  std::int64_t bytes = 64;
};
/// Content-Length says that many bytes more (or less) than the body has; then closes
/// (Phase::response).
struct WrongContentLength {
  std::int64_t difference = 10;
};
/// Resets the connection and refuses new ones on the server's port for that long: on the world's
/// clock, but never longer in real time, since nobody could connect to move a virtual clock on.
struct Refuse {
  Milliseconds for_ms{1000};
};

// Answers in place of the tenant's own. Answer acts at request, before_commit, after_commit and
// response; RateLimited at request and before_commit; those that spoil the tenant's answer at
// after_commit and response.

enum class AnswerShape { api, html, verbatim };
struct Answer {
  int status = 500;                      ///< 200–599
  AnswerShape shape = AnswerShape::api;  ///< api: the API's error body with `body` as its message
  std::string body = {};                 ///< empty: the words that belong to the status
  Headers headers = {};
};
enum class RetryAfterForm { seconds, date, absent, malformed };
/// 429 for what comes over `quota` requests in a window of `window_ms`, which opens with the first
/// request that the rule meets.
struct RateLimited {
  std::int64_t quota = 0;
  Milliseconds window_ms{60'000};
  RetryAfterForm retry_after = RetryAfterForm::seconds;
};
/// A body that ends in the middle of its JSON; Content-Length fits it.
struct BrokenJson {};
/// A value has another type. An answer that has no such value goes out as it is. The pointer is a
/// JSON pointer (RFC 6901) in which `*` as a segment stands for every element or member:
/// "/sync_destinations/*/id".
struct WrongType {
  std::string pointer = {};  ///< empty: the whole document
};
/// A member is not there. An answer that has no such member goes out as it is.
struct MissingField {
  std::string pointer = {};  ///< as in WrongType, but never empty
};
struct WrongContentType {
  std::string content_type = "text/html";
};

// What becomes of a push (Phase::push).

struct PushFails {
  PushFailure reason = PushFailure::unreachable;
  std::string message = {};  ///< the subscription's error_message; empty: the domain's own words
  Milliseconds after_ms{0};
};
struct PushSlow {
  DelayTime time;
};
/// The subscription stays in requires_sync.
struct PushStuck {};

/// A GET does not see what was created within the last `lag_ms` (Phase::before_commit).
struct StaleRead {
  Milliseconds lag_ms{1000};
};

using Effect =
    std::variant<Close, Reset, Stall, Delay, Throttle, Truncate, Garbage, WrongContentLength,
                 Refuse, Answer, RateLimited, BrokenJson, WrongType, MissingField, WrongContentType,
                 PushFails, PushSlow, PushStuck, StaleRead>;

inline Effect reset(std::int64_t after_bytes = 0) {
  return Reset{after_bytes};
}
inline Effect delay(Milliseconds time) {
  return Delay{FixedDelay{time}};
}

/// Of the requests that fit `when`, the rule passes over the first `skip`, takes each `every`-th of
/// the rest, of those the share `probability`, and of those the first `times`. What it decides
/// about its nth match depends on (the world's seed, `name`, n) alone: other rules do not change
/// it, also not those that act first. A rule meets only requests that come after it was added.
struct FaultRule {
  std::string name = {};  ///< unique in its world, 1–200 bytes
  std::string description = {};
  Matcher when = {};
  Phase phase = Phase::before_commit;
  Effect effect = {};
  std::int64_t skip = 0;                   ///< the first matches that pass unharmed
  std::int64_t every = 1;                  ///< 3: the third, the sixth, … after those
  double probability = 1.0;                ///< 0–1
  std::optional<std::int64_t> times = {};  ///< 1 or more; nothing: without end
  std::optional<Milliseconds> expires_after_ms =
      {};  ///< on the world's clock, from when it was added
};

enum class RuleState {
  active,
  exhausted,  ///< it can fire no more: `times` or `nth` is used up
  expired     ///< `expires_after_ms` is over
};

/// A rule and what it has done.
struct FaultStatus {
  FaultRule rule = {};
  RuleState state = RuleState::active;
  std::int64_t matched = 0;  ///< how many fitted `when` (but for `nth`) while it was active
  std::int64_t fired = 0;    ///< on how many of those it decided to act
  std::int64_t applied = 0;  ///< how often that changed what a client met, or a push
  /// How often it found nothing to change: no value at the pointer, fewer bytes than after_bytes,
  /// no body. The rest of `fired` met a request on which an earlier rule acted.
  std::int64_t unchanged = 0;
};

/// A rule that decided to act on a request.
struct FiredFault {
  std::string rule = {};
  Phase phase = Phase::request;
  std::string effect = {};   ///< its kind, as in JSON
  std::int64_t n = 0;        ///< the how-manieth match of that rule, from 1
  bool applied = true;       ///< it changed what the client met, or what became of a push
  std::string why_not = {};  ///< why not, when it is not `applied`
};

/// Reads a fault file (fixtures/schemas/faults.schema.json). Throws FileError with every mistake.
std::vector<FaultRule> load_faults(const std::filesystem::path& file);

/// The same of a text; `name` stands for the file in errors. Throws FileError.
std::vector<FaultRule> parse_faults(std::string_view json, std::string_view name = "faults");

/// The text of a fault file with these rules (two spaces of indentation, a final newline).
std::string to_json(const std::vector<FaultRule>& rules);

/// A fault file that is built in (fixtures/faults/), for a thing that people show or must survive.
struct Scenario {
  std::string name;
  std::string description;
  std::vector<FaultRule> rules;
};

/// All of them, ordered by name.
const std::vector<Scenario>& scenarios();

}  // namespace tines_mock
