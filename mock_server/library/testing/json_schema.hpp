#pragma once

#include "library/testing/json_pattern.hpp"

#include <string>
#include <vector>

namespace tines_mock::testing {

/// What of `value` is against the schema at `pointer` of `document` (JSON Schema draft 7, or an
/// OpenAPI 3.1 document that keeps to it), a line each.
std::vector<std::string> schema_violations(const PlainJson& document, const std::string& pointer,
                                           const PlainJson& value);

}  // namespace tines_mock::testing
