#pragma once

#include "api/context.hpp"

/// The operations of the API, which routes.cpp lists. Each is called with a request whose key has
/// the right that the operation needs, and returns the response.
namespace tines_mock::api {

using Operation = Response (*)(Context&);

namespace sync_destinations {
Response create(Context& context);
Response list(Context& context);
Response show(Context& context);
Response update(Context& context);
Response remove(Context& context);
Response manual_sync(Context& context);
Response sync_story(Context& context);
}  // namespace sync_destinations

namespace stories {
Response list(Context& context);
Response show(Context& context);
Response create(Context& context);
Response update(Context& context);
Response remove(Context& context);
Response remove_batch(Context& context);
Response export_story(Context& context);
Response import_story(Context& context);
}  // namespace stories

namespace teams {
Response list(Context& context);
Response show(Context& context);
Response create(Context& context);
Response update(Context& context);
Response remove(Context& context);
}  // namespace teams

}  // namespace tines_mock::api
