#pragma once

#include "api/call.hpp"

#include <optional>

namespace tines_mock::api {

/// Who asks: `Authorization: Bearer <key>` (S) or `X-User-Token: <key>` (D). Empty optional when
/// the key may do what `right` says (empty optional: any key of the tenant may), else the refusal.
/// Sets the scope of the call.
std::optional<Response> authorise(Call& call, std::optional<Right> right);

/// The refusal of what concerns more than one team (A), when the call's key is a team key.
std::optional<Response> refuse_team_key(const Call& call);

/// The key as it was sent, without the blanks around it; empty optional when none was sent. A
/// header that holds no more than blanks sends none.
std::optional<std::string_view> key_of(const Request& request);

}  // namespace tines_mock::api
