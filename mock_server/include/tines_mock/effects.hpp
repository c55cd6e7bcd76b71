#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/entities.hpp>
#include <tines_mock/http.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

/// What a fault rule does when it fires: one type for each effect, and a function that makes it.
/// The namespace is not opened by `using namespace tines_mock`. The ranges of the values are
/// checked when the rule is added (`WorldHandle::inject`). In JSON a duration is a number of
/// milliseconds and its name ends in `_ms` (fixtures/schemas/faults.schema.json).
namespace tines_mock::effects {

/// How long a wait is: at most limits::delay (10 minutes). What is drawn depends on the world's
/// seed, the rule's name and the number of its match alone.
struct FixedDelay {
  Milliseconds time{0};
};
struct UniformDelay {
  Milliseconds min{0};
  Milliseconds max{0};
};
struct LognormalDelay {
  Milliseconds median{0};  ///< half of the waits are shorter
  double sigma = 0.5;      ///< 0–3: how far the waits are spread
};
using DelayTime = std::variant<FixedDelay, UniformDelay, LognormalDelay>;

// Effects on the connection. Each acts at every phase except Phase::push, unless its comment names
// others.
// `after_bytes` counts the bytes of the whole response, status line and headers included, that are
// sent first; it is 0 at every phase except Phase::response.

/// Ends the connection regularly (FIN) before the response is complete.
struct Close {
  std::int64_t after_bytes = 0;
};
inline Close close(std::int64_t after_bytes = 0) {
  return {after_bytes};
}

/// Resets the connection (RST) before the response is complete.
struct Reset {
  std::int64_t after_bytes = 0;
};
inline Reset reset(std::int64_t after_bytes = 0) {
  return {after_bytes};
}

/// Keeps the connection open and sends no more. Of more than limits::stalled_connections (64) such
/// connections the one that was stalled first is closed.
struct Stall {
  std::int64_t after_bytes = 0;
  std::optional<Milliseconds> duration = {};  ///< then it is closed; empty: until the client leaves
};
inline Stall stall(std::optional<Milliseconds> duration = {}, std::int64_t after_bytes = 0) {
  return {after_bytes, duration};
}

/// Waits on the world's clock, then lets the request go on.
struct Delay {
  DelayTime time;
};
inline Delay delay(Milliseconds time) {
  return {FixedDelay{time}};
}
inline Delay delay(UniformDelay time) {
  return {time};
}
inline Delay delay(LognormalDelay time) {
  return {time};
}

/// Sends the response slowly (Phase::response only).
struct Throttle {
  std::int64_t bytes_per_second = 1024;  ///< 1 to limits::throttle_bytes_per_second (1 GiB)
};
inline Throttle throttle(std::int64_t bytes_per_second) {
  return {bytes_per_second};
}

/// Closes the connection after so many bytes of the body, although Content-Length promises more
/// (Phase::response only).
struct Truncate {
  std::int64_t body_bytes = 0;
};
inline Truncate truncate(std::int64_t body_bytes) {
  return {body_bytes};
}

/// Sends random bytes instead of a response, then closes the connection.
struct Garbage {
  std::int64_t bytes = 64;  ///< at most limits::garbage_bytes (1 MiB)
};
inline Garbage garbage(std::int64_t bytes = 64) {
  return {bytes};
}

/// Sends a Content-Length that is greater than the body by `difference` bytes, or smaller when it
/// is negative, then closes the connection (Phase::response only).
struct WrongContentLength {
  std::int64_t difference = 10;
};
inline WrongContentLength wrong_content_length(std::int64_t difference = 10) {
  return {difference};
}

/// Resets the connection, and lets the server's port refuse new connections for that long on the
/// world's clock. It ends after the same real time at the latest, because no client could connect
/// to advance a virtual clock.
struct Refuse {
  Milliseconds duration{1000};
};
inline Refuse refuse(Milliseconds duration) {
  return {duration};
}

// Effects on the response. Answer acts at the phases request, before_commit, after_commit and
// response; RateLimited at request and before_commit; those that change the tenant's own response
// at after_commit and response.

/// What stands around the text of an Answer.
enum class AnswerShape {
  api,      ///< the API's error object, with `body` as its message
  html,     ///< the page of a proxy, with `body` as its text
  verbatim  ///< nothing: `body` is the whole body
};
/// Sends another response in place of the tenant's.
struct Answer {
  int status = 500;  ///< 200–599
  AnswerShape shape = AnswerShape::api;
  std::string body = {};  ///< empty: the words that belong to the status
  Headers headers = {};   ///< besides those of the shape
};
inline Answer answer(int status, std::string body = {}) {
  return {.status = status, .body = std::move(body)};
}

/// How a 429 says when to try again.
enum class RetryAfterForm { seconds, date, absent, malformed };
/// Answers 429 to every request over `quota` in a window of time. A window opens with the first
/// request that the rule matches.
struct RateLimited {
  std::int64_t quota = 0;
  Milliseconds window{60'000};
  RetryAfterForm retry_after = RetryAfterForm::seconds;
};
inline RateLimited rate_limited(std::int64_t quota, Milliseconds window = Milliseconds(60'000)) {
  return {.quota = quota, .window = window};
}

/// Cuts the body in the middle of its JSON. Content-Length fits the shorter body.
struct BrokenJson {};
inline BrokenJson broken_json() {
  return {};
}

/// Gives a value another JSON type. A response without such a value is sent unchanged.
struct WrongType {
  /// A JSON pointer (RFC 6901); the segment `*` stands for every element or member, as in
  /// "/sync_destinations/*/id". Empty: the whole body.
  std::string pointer = {};
};
inline WrongType wrong_type(std::string pointer) {
  return {std::move(pointer)};
}

/// Removes a member. A response without such a member is sent unchanged.
struct MissingField {
  std::string pointer = {};  ///< as in WrongType; not empty
};
inline MissingField missing_field(std::string pointer) {
  return {std::move(pointer)};
}

struct WrongContentType {
  std::string content_type = "text/html";
};
inline WrongContentType wrong_content_type(std::string content_type = "text/html") {
  return {std::move(content_type)};
}

// Effects on a push (Phase::push only).

/// The push fails; its subscription becomes `failed`.
struct PushFails {
  PushFailure reason = PushFailure::unreachable;
  std::string message = {};  ///< the subscription's error_message; empty: the usual one
  Milliseconds after{0};     ///< how long the push takes until it fails
};
inline PushFails push_fails(PushFailure reason = PushFailure::unreachable,
                            std::string message = {}) {
  return {.reason = reason, .message = std::move(message)};
}

/// The push takes that long, then has the result that it would have had.
struct PushSlow {
  DelayTime time;
};
inline PushSlow push_slow(DelayTime time) {
  return {time};
}
inline PushSlow push_slow(Milliseconds time) {
  return {FixedDelay{time}};
}

/// The push never ends; its subscription stays in `requires_sync`.
struct PushStuck {};
inline PushStuck push_stuck() {
  return {};
}

/// A GET does not see what was created within the last `lag` (Phase::before_commit only).
struct StaleRead {
  Milliseconds lag{1000};
};
inline StaleRead stale_read(Milliseconds lag) {
  return {lag};
}

/// Holds a request or a push back until it is released (`WorldHandle::hold`, `release`), or its
/// rule is removed, or `duration` has passed; then it goes on as if nothing had been. Acts at every
/// phase except Phase::connect. Of more than limits::held_requests (64) in a world the first one
/// goes on. No request waits for a held push: its subscription stays in `requires_sync` meanwhile.
struct Hold {
  std::optional<Milliseconds> duration = {};  ///< at least 1 ms; empty: until it is released
};
inline Hold hold(std::optional<Milliseconds> duration = {}) {
  return {duration};
}

using Any =
    std::variant<Close, Reset, Stall, Delay, Throttle, Truncate, Garbage, WrongContentLength,
                 Refuse, Answer, RateLimited, BrokenJson, WrongType, MissingField, WrongContentType,
                 PushFails, PushSlow, PushStuck, StaleRead, Hold>;

}  // namespace tines_mock::effects

namespace tines_mock {

/// The effect of a fault rule. It has no default: a FaultRule without an effect does not compile.
struct Effect : effects::Any {
  using effects::Any::variant;
  Effect() = delete;
};

}  // namespace tines_mock
