#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <tines_mock/world_spec.hpp>

#include <string>
#include <string_view>

namespace tines_mock::files {

/// The window of a rate limit, in ms.
inline constexpr IntegerRange a_window{
    1, std::chrono::milliseconds(limits::rate_limit_window).count()};

/// Whether it can name a world or a tenant in a path, and in words what can.
bool is_name(std::string_view name);
std::string name_rule();

/// What is well-formed but cannot be: names and ids that stand twice, references to nothing, more
/// than a world can hold, a rate limit out of its range.
void find_contradictions(const WorldSpec& world, const std::string& pointer, Problems& problems);

}  // namespace tines_mock::files
