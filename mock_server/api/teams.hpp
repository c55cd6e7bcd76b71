#pragma once

#include "api/call.hpp"

/// The operations on teams (tines-api.md, section 3).
namespace tines_mock::api::teams {

Response list(Call& call);
Response show(Call& call);
Response create(Call& call);
Response update(Call& call);
Response remove(Call& call);

}  // namespace tines_mock::api::teams
