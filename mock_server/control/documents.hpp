#pragma once

#include <string>
#include <string_view>

/// The documents that the mock serves, put in when it was built.
namespace tines_mock::control {

/// fixtures/control-openapi.json, and below its components the schemas that it refers to.
std::string control_document();

/// fixtures/openapi.json
extern const std::string_view tenant_openapi_text;

}  // namespace tines_mock::control
