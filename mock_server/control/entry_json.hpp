#pragma once

#include "json/parse.hpp"

#include <tines_mock/journal.hpp>

namespace tines_mock::control {

/// A journal entry as GET /__admin/requests lists it.
Json entry_json(const JournalEntry& entry);

}  // namespace tines_mock::control
