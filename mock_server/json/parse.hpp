#pragma once

#include "support/result.hpp"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace tines_mock {

/// Members keep the order in which they came, numbers every digit (json/number.hpp).
using Json = nlohmann::ordered_json;

/// Parses a JSON text (RFC 8259, UTF-8) that is nested at most limits::json_depth deep and has at
/// most limits::json_members in each object. The error says where and what, and holds nothing of
/// the text but its position.
Result<Json, std::string> parse_json(std::string_view text);

/// The same of a text that is known to be JSON. Throws std::logic_error when it is not.
Json parse_known_json(std::string_view text);

/// The text, compact or indented by so many blanks a level; what is not UTF-8 comes out as U+FFFD.
std::string dump(const Json& json, int indent = -1);

/// What a value is, in words for an error: `"abc"`, `7.5`, `an array`, `nothing`.
std::string describe(const Json& json);

/// Only the kind of value, for places that may hold a secret: `a string`.
std::string describe_kind(const Json& json);

}  // namespace tines_mock
