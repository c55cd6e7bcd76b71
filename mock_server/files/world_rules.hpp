#pragma once

#include "json/reader.hpp"

#include <tines_mock/world_spec.hpp>

#include <string>

namespace tines_mock::files {

/// What is well-formed but cannot be: names and ids that stand twice, references to nothing, more
/// than a world can hold.
void find_contradictions(const WorldSpec& world, const std::string& pointer, Problems& problems);

}  // namespace tines_mock::files
