#pragma once

#include <tines_mock/fault.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock {

/// The error for a call with a name that does not exist, such as `tenant("x"): expected one of the
/// world's tenants (origin, dest)`. It lists names that exist: the first limits::named_choices.
std::logic_error unknown_name(std::string_view call, std::string_view name,
                              std::string_view expected, const std::vector<std::string>& known);

/// The scenario with that name. Throws `unknown_name` with all scenarios; `call` is the call or the
/// option that asks for it.
const Scenario& find_scenario(std::string_view call, std::string_view name);

}  // namespace tines_mock
