#pragma once

#include "json/reader.hpp"

#include <tines_mock/world_spec.hpp>

namespace tines_mock::formats {

/// Reads a world, which may be part of a larger document. Adds a problem for everything that is
/// wrong, contradictions within the world included.
WorldSpec read_world(const ValueReader& value);

/// Writes a world, with its keys.
Json world_json(const WorldSpec& world);

}  // namespace tines_mock::formats
