#pragma once

#include <string_view>

namespace tines_mock::formats {

/// The text of fixtures/worlds/documented_sample.json, put in when the mock was built.
extern const std::string_view sample_world_json;

}  // namespace tines_mock::formats
