#pragma once

#include "control/call.hpp"

namespace tines_mock::control::worlds {

Response list(const Call& call);
/// `{"name", one of "world", "file", "copy_of", "options"}`
Response create(const Call& call);
Response show(const Call& call);
Response drop(const Call& call);

/// The live state, without keys.
Response state(const Call& call);
/// The live state as a world file, with keys: it is for being imported.
Response export_world(const Call& call);
Response import_world(const Call& call);
Response reset(const Call& call);

}  // namespace tines_mock::control::worlds
