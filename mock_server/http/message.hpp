#pragma once

#include <tines_mock/http.hpp>

#include <string>
#include <string_view>

namespace tines_mock {

/// The bytes of an answer (RFC 9112) with its Content-Length; none where the status has no body.
std::string serialise(const Response& response);

/// What a client makes of the bytes that arrived before the connection ended as `ending` says: the
/// answer, when it is whole; else as much of it as there is.
Response parse_response(std::string_view bytes, Ending ending);

}  // namespace tines_mock
