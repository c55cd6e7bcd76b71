#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Responses as bytes, in both directions (RFC 9112).
namespace tines_mock {

/// The text of a status line for that status; "Unknown" for a status that RFC 9110 does not name.
std::string_view reason_phrase(int status);

/// A date in HTTP's format (RFC 9110, IMF-fixdate): `Thu, 01 Jan 2026 00:00:00 GMT`.
std::string http_date(Time time);

/// How long a response asks to wait: `Retry-After` in seconds or as an HTTP date; empty when it is
/// absent or unreadable.
std::optional<Milliseconds> retry_after(const Headers& headers, Time now);

/// The machine's time, for the header Date. A client compares that header with its own clock, so it
/// does not follow the world's clock.
Time wall_clock();

/// What the bytes of a response depend on besides the response itself.
struct ResponseContext {
  std::string_view method = "GET";  ///< of the request: a response to HEAD has no body
  bool keep_alive = true;           ///< false: the connection ends after this response
  Time date = wall_clock();
};

/// The bytes of a response: status line, the response's own header lines, Content-Length where the
/// status allows a body, Date unless it has one, `Connection: close` where the connection ends.
/// Leaves out header lines whose name is not a token, and the response's own Content-Length,
/// Transfer-Encoding and Connection. Control characters in header values become blanks.
std::string serialise(const Response& response, const ResponseContext& context = {});

/// Whether a response with that status to that method has a body (RFC 9110, section 6.4.1).
bool has_body(int status, std::string_view method);

/// How a client that sent `method` reads the bytes that arrived before the connection ended as
/// `ending` says. Status 0 and that ending when the response is not complete.
Response parse_response(std::string_view bytes, Ending ending, std::string_view method = "GET");

/// As much of a response as the bytes have: the status of its status line, whole header lines and,
/// after them, the beginning of the body. Status 0 and nothing else without a whole status line.
Response parse_part(std::string_view bytes);

/// Removes the header lines that only sending adds: Date, Connection, and Content-Length where it
/// is the length of the body.
void remove_lines_of_sending(Response& response);

/// "complete", "closed", …: as the journal's JSON and the log spell it.
std::string_view name_of(Ending ending);

}  // namespace tines_mock
