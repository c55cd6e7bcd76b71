#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <string>
#include <string_view>

namespace tines_mock {

/// The time of an answer's header Date. It is the machine's, whatever clock the world runs on: a
/// client compares it with its own.
Time wall_clock();

/// What an answer's bytes depend on beside the answer itself.
struct AnswerContext {
  std::string_view method = "GET";  ///< of the request: the answer to HEAD has no body
  bool keep_alive = true;           ///< false: the connection ends after this answer
  Time date = wall_clock();
};

/// The bytes of an answer (RFC 9112): status line, its own header lines, Content-Length where the
/// status can have a body, Date unless it has one, `Connection: close` where the connection ends.
/// Lines without a proper name, and those that say how long the body is, are left out; control
/// characters in values become blanks.
std::string serialise(const Response& response, const AnswerContext& context = {});

/// Whether an answer with that status to that method has a body (RFC 9110, section 6.4.1).
bool has_body(int status, std::string_view method);

/// What a client that asked with `method` makes of the bytes that arrived before the connection
/// ended as `ending` says: the answer, when it is whole; else as much of it as there is.
Response parse_response(std::string_view bytes, Ending ending, std::string_view method = "GET");

}  // namespace tines_mock
