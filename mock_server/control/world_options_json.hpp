#pragma once

#include "json/reader.hpp"

#include <tines_mock/world_options.hpp>

namespace tines_mock::control {

/// `{"rng_seed","virtual_clock","revision","sync_mode","sync_delay_ms","assumptions","faults",
/// "journal_entries","journal_bytes"}` over `defaults`; assumptions as they stand in an assumptions
/// file, faults as the rules of a fault file.
WorldOptions read_world_options(const ValueReader& value, WorldOptions defaults);

/// The same in the other direction, without assumptions and faults.
Json world_options_json(const WorldOptions& options);

}  // namespace tines_mock::control
