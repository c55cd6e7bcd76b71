#pragma once

#include "json/reader.hpp"

#include <tines_mock/world_spec.hpp>

namespace tines_mock::formats {

/// A world where it stands within a larger document (control API). What is wrong with it, its
/// contradictions included, goes to the reader's problems.
WorldSpec read_world(const ValueReader& value);

Json world_json(const WorldSpec& world);

}  // namespace tines_mock::formats
