#pragma once

#include "support/result.hpp"

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace tines_mock {

/// Members keep their order, and numbers every digit (json/number.hpp).
using Json = nlohmann::ordered_json;

/// Parses a JSON text (RFC 8259, UTF-8) that is nested at most limits::json_depth deep and has at
/// most limits::json_members in each object. The error says what is wrong and at which byte; it
/// quotes nothing of the text.
Result<Json, std::string> parse_json(std::string_view text);

/// Parses a text that is known to be JSON. Throws std::logic_error when it is not.
Json parse_known_json(std::string_view text);

/// The JSON text, compact or with `indent` blanks for each level. Bytes that are not UTF-8 become
/// U+FFFD.
std::string dump(const Json& json, int indent = -1);

/// Describes a value for an error text: `"abc"`, `7.5`, `an array`.
std::string describe(const Json& json);

/// Describes only the kind of a value that may be a secret: `a string`.
std::string describe_kind(const Json& json);

}  // namespace tines_mock
