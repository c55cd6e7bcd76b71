#pragma once

#include "json/parse.hpp"

#include <string>
#include <string_view>

/// Numbers that are kept as text, so that they are written exactly as they were read: those that a
/// `double` cannot hold, or that nlohmann would write in another way (1000000000000100000001, 0.10,
/// 1E5). In a Json such a number is a value of kind `binary`, which JSON text cannot contain.
namespace tines_mock {

Json number_as_text(std::string_view text);
bool is_number_as_text(const Json& json);

/// Whether it is a number, kept as text or not.
bool is_number(const Json& json);

/// REQUIRES: is_number.
std::string number_text(const Json& json);

/// The nearest double. REQUIRES: is_number.
double to_double(const Json& json);

/// Whether two numbers have the same exact value: 1e2 and 100 have, 1000000000000100000000 and
/// 1000000000000100000001 have not. REQUIRES: both are numbers.
bool same_number(const Json& a, const Json& b);

}  // namespace tines_mock
