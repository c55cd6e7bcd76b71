#pragma once

#include "control/operations.hpp"
#include "support/result.hpp"

#include <tines_mock/http.hpp>

#include <string_view>

namespace tines_mock::control {

/// Whether a request may use the control API; the error is the response to one that may not. The
/// rules keep out other machines, and web pages that make a browser on this machine send requests:
///
/// - with a token, `Authorization: Bearer` or `X-Control-Token` must be equal to it (401), except
/// for
///   the page's own files
/// - without one, the client must be on this machine, and the Host header must name it, so that no
///   page gets here by a domain name of its own that leads to 127.0.0.1 (403)
/// - an Origin other than our own is rejected: there is no CORS (403)
/// - a request that changes anything must have a JSON Content-Type (415). PUT and DELETE without a
///   body may have none: a browser sends them to another site only after a preflight request, which
///   is never allowed here.
/// - with Settings::read_only, a request that changes anything is rejected (403)
Result<void, Response> check_access(const Request& request, Access access,
                                    const Settings& settings);

/// Takes the same time whatever the texts are, except for the length of `given`.
bool equal_in_constant_time(std::string_view secret, std::string_view given);

}  // namespace tines_mock::control
