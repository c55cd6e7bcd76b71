#pragma once

#include "api/call.hpp"

/// The operations on sync destinations (tines-api.md, sections 1 and 2).
namespace tines_mock::api::sync_destinations {

Response create(Call& call);
Response list(Call& call);
Response show(Call& call);
Response update(Call& call);
Response remove(Call& call);
Response manual_sync(Call& call);
Response sync_story(Call& call);

}  // namespace tines_mock::api::sync_destinations
