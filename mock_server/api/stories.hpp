#pragma once

#include "api/call.hpp"

/// The operations on stories that an integration of story syncing needs (tines-api.md, section 3).
namespace tines_mock::api::stories {

Response list(Call& call);
Response show(Call& call);
Response create(Call& call);
Response update(Call& call);
Response remove(Call& call);
Response remove_batch(Call& call);
Response export_story(Call& call);
Response import_story(Call& call);

}  // namespace tines_mock::api::stories
