#pragma once

#include "contract_tests/target/call.hpp"

#include <string>

/// The same JSON written otherwise, as RFC 8259 allows it.
namespace tines_mock::contract {

/// All four kinds of white space, before and behind each token.
std::string spread_out(const Json& value);
/// Names of members with an escape for each character.
std::string with_escaped_names(const Json& object);
/// "\/" for each slash.
std::string with_escaped_slashes(const Json& value);
/// With an escape for each character that is not of ASCII: surrogate pairs beyond U+FFFF.
std::string in_ascii(const Json& value);

}  // namespace tines_mock::contract
