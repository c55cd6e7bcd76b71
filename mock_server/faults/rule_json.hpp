#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <optional>
#include <vector>

/// Fault rules and their parts as JSON. Reading adds problems for what is missing or has a wrong
/// type, and those that `validate` (validation.hpp) finds.
namespace tines_mock::faults {

/// Reads `{"name","description","when","phase","effect","skip","every","probability","times",
/// "expires_after_ms"}`.
FaultRule read_rule(const ValueReader& value);
/// Writes what is not at its default.
Json write_rule(const FaultRule& rule);

/// Reads an array of at most limits::fault_rules rules, no two of which have the same name.
std::vector<FaultRule> read_rules(const ValueReader& value);

/// Reads `{"tenant","operation","method","path","headers","body","story_id","sync_destination_id",
/// "nth"}`, all of them optional.
Matcher read_matcher(const ValueReader& value);
/// Writes the parts that are set.
Json write_matcher(const Matcher& matcher);

/// Reads `{"kind": "reset", …attributes}` without validating it. Empty when the kind is unknown.
std::optional<Effect> read_effect(const ValueReader& value);
/// Writes the kind and every attribute that has a value.
Json write_effect(const Effect& effect);

/// Reads `{"Retry-After": "1", …}` without validating it.
Headers read_headers(const ValueReader& value);
Json write_headers(const Headers& headers);

}  // namespace tines_mock::faults
