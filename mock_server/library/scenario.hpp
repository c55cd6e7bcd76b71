#pragma once

#include <tines_mock/fault.hpp>

#include <string_view>

namespace tines_mock {

/// The scenario of that name. Throws std::logic_error that names `call` and all there are.
const Scenario& scenario(std::string_view call, std::string_view name);

}  // namespace tines_mock
