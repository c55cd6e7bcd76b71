#pragma once

#include "api/call.hpp"

#include <optional>

namespace tines_mock::api {

/// Who asks: `Authorization: Bearer <key>` (S) or `X-User-Token: <key>` (D). Nothing when the key
/// may do what `right` says (nothing: any key of the tenant may), else the refusal. Narrows the
/// call to the team of a team key.
std::optional<Response> authorise(Call& call, std::optional<Right> right);

/// The key as it was sent, nothing when none was.
std::optional<std::string_view> key_of(const Request& request);

}  // namespace tines_mock::api
