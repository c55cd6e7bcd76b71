#pragma once

#include "library/testing/json_pattern.hpp"

#include <string>
#include <vector>

namespace tines_mock::testing {

/// Where `value` violates the schema at `pointer` of `document`, a line for each violation. The
/// document is a JSON Schema (draft 7), or an OpenAPI 3.1 document that uses only what draft 7 has.
std::vector<std::string> schema_violations(const PlainJson& document, const std::string& pointer,
                                           const PlainJson& value);

}  // namespace tines_mock::testing
