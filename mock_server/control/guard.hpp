#pragma once

#include <tines_mock/http.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::control {

/// Who may use the control API, and who must not be able to make a browser use it. A refusal, or
/// nothing when the request may pass:
///
/// - with a token, `Authorization: Bearer` or `X-Control-Token` must be equal to it (401)
/// - without one, the peer must be this machine, and the Host header must name it, so that no page
///   reaches us under a name of its own (403)
/// - an Origin other than our own is refused: there is no CORS (403)
/// - what changes anything must be JSON (415). PUT and DELETE without a body need not say so: a
///   browser never sends them to another site without asking first, and we never say yes.
std::optional<Response> refusal(const Request& request, const std::optional<std::string>& token);

/// Takes as long for every text of `given`'s length.
bool equal_in_constant_time(std::string_view secret, std::string_view given);

}  // namespace tines_mock::control
