#pragma once

#include <tines_mock/clock.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tines_mock {

/// "2026-01-01T00:00:00Z", or "2026-01-01T00:00:00.007Z" when the milliseconds are not 0.
std::string to_iso8601(Time time);

/// The same without milliseconds, as in the API's responses.
std::string to_iso8601_seconds(Time time);

/// Reads a time in UTC with a "Z" and up to three digits of a fraction. Empty for any other text.
std::optional<Time> parse_iso8601(std::string_view text);

}  // namespace tines_mock
