#pragma once

#include <tines_mock/clock.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tines_mock {

/// "2026-01-01T00:00:00Z"; with milliseconds only where there are any.
std::string to_iso8601(Time time);

/// The same without milliseconds, as the API answers.
std::string to_iso8601_seconds(Time time);

/// UTC only, with a "Z"; up to three digits of a second's fraction. Nothing for anything else.
std::optional<Time> parse_iso8601(std::string_view text);

}  // namespace tines_mock
