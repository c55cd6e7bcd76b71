#pragma once

#include "json/reader.hpp"

#include <tines_mock/matcher.hpp>

namespace tines_mock::faults {

/// The members tenant, operation, method, path, headers, body, story_id, sync_destination_id and
/// nth, all of them optional. What is wrong adds problems.
Matcher read_matcher(const ValueReader& value);

/// The same in the other direction, with the parts that are set.
Json write_matcher(const Matcher& matcher);

/// What is wrong with a matcher that was made in C++, as if it had been read at `pointer`.
Problems problems_of(const Matcher& matcher, std::string_view pointer = "");

/// Adds a problem when `body_json` is the text of no JSON value.
void check_body_text(const Matcher& matcher, std::string_view pointer, Problems& problems);

}  // namespace tines_mock::faults
