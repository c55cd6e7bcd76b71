#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <optional>

namespace tines_mock::faults {

/// `{"kind": "reset", …attributes}`; nothing, and problems added, when it cannot be one.
std::optional<Effect> read_effect(const ValueReader& value);

/// The same in the other direction, with every attribute that has a value.
Json write_effect(const Effect& effect);

}  // namespace tines_mock::faults
