#pragma once

#include "http/target.hpp"
#include "json/reader.hpp"

#include <tines_mock/clock.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// The parameters that several operations have.
namespace tines_mock::control {

/// The query as a JSON object. A parameter that can only be a number or a boolean is one when it
/// looks like it; every other one is a text. A parameter that occurs twice is a problem.
Json query_json(const Target& target, Problems& problems);

std::optional<std::int64_t> parse_number(std::string_view text);

/// `within_ms`: 0, also when it is absent, to limits::within.
Milliseconds read_within(ObjectReader& reader);

}  // namespace tines_mock::control
