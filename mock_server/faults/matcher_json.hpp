#pragma once

#include "json/reader.hpp"

#include <tines_mock/matcher.hpp>

namespace tines_mock::faults {

/// `{"tenant","operation","method","path","headers","body","story_id","sync_destination_id","nth"}`,
/// all of them optional. What is wrong adds problems.
Matcher read_matcher(const ValueReader& value);

/// The same in the other direction, with the parts that are set.
Json write_matcher(const Matcher& matcher);

}  // namespace tines_mock::faults
