#pragma once

#include "contract_tests/target/call.hpp"

#include <string>

/// Other ways to write the same JSON that RFC 8259 allows.
namespace tines_mock::contract {

/// With all four kinds of white space before and behind each token.
std::string spread_out(const Json& value);
/// With an escape for each character in the names of members.
std::string with_escaped_names(const Json& object);
/// With "\/" for each slash.
std::string with_escaped_slashes(const Json& value);
/// With an escape for each character outside ASCII: a surrogate pair beyond U+FFFF.
std::string in_ascii(const Json& value);

}  // namespace tines_mock::contract
