#pragma once

#include "json/parse.hpp"

#include <string>
#include <string_view>

/// Numbers whose text says more than a `double` can hold, or says it otherwise than nlohmann would
/// write it (1000000000000100000001, 0.10, 1E5): they are kept as the text that came, so that what
/// was read is written as it was. In a Json such a number is a value of kind `binary`, which no
/// JSON text has.
namespace tines_mock {

Json number_as_text(std::string_view text);
bool is_number_as_text(const Json& json);

/// Whether it is a number of either kind.
bool is_number(const Json& json);

/// The text of a number of either kind.
std::string number_text(const Json& json);

/// The nearest double. REQUIRES: is_number.
double to_double(const Json& json);

/// Whether two numbers are the same, digit by digit: 1e2 and 100 are, 1000000000000100000000 and
/// 1000000000000100000001 are not. REQUIRES: both are numbers.
bool same_number(const Json& a, const Json& b);

}  // namespace tines_mock
