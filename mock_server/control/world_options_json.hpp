#pragma once

#include "json/reader.hpp"

#include <tines_mock/mock_server.hpp>

namespace tines_mock::control {

/// `{"rng_seed","virtual_clock","revision","sync_mode","sync_delay_ms","assumptions"}` over
/// `defaults`; assumptions as they stand in an assumptions file.
WorldOptions read_world_options(const ValueReader& value, WorldOptions defaults);

/// The same in the other direction, without the assumptions.
Json world_options_json(const WorldOptions& options);

}  // namespace tines_mock::control
