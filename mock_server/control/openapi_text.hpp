#pragma once

#include <string_view>

namespace tines_mock::control {

/// The text of fixtures/control-openapi.json, put in when the mock was built.
extern const std::string_view openapi_text;

}  // namespace tines_mock::control
