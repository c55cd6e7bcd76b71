#pragma once

#include "control/call.hpp"

namespace tines_mock::control {

Response health(const Call& call);
Response version(const Call& call);
/// This API's own description, and that of a tenant's.
Response openapi(const Call& call);
Response tenant_openapi(const Call& call);
/// Every effect with its attributes: what a fault rule can be made of.
Response effects(const Call& call);

}  // namespace tines_mock::control
