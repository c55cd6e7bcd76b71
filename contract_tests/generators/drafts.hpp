#pragma once

#include "contract_tests/target/call.hpp"
#include "contract_tests/target/settings.hpp"

#include <cstdint>
#include <vector>

#include <rapidcheck.h>

/// Proper requests: what a conforming tenant must accept.
namespace tines_mock::contract {

/// The smallest proper create: one story.
Json draft(const Settings& settings);
Json draft(const Settings& settings, const std::vector<std::int64_t>& story_ids);

/// One or more stories of the settings, in any order, none twice. Shrinks to the first alone.
rc::Gen<std::vector<std::int64_t>> any_stories(const Settings& settings);
/// The same, or no story.
rc::Gen<std::vector<std::int64_t>> any_or_no_stories(const Settings& settings);

/// A create with any stories.
rc::Gen<Json> any_draft(const Settings& settings);

}  // namespace tines_mock::contract
