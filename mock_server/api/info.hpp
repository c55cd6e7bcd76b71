#pragma once

#include "api/call.hpp"

namespace tines_mock::api::info {

/// What the tenant runs on (tines-api.md, section 3).
Response show(Call& call);

}  // namespace tines_mock::api::info
