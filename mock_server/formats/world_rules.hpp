#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <tines_mock/world_spec.hpp>

#include <string>
#include <string_view>

namespace tines_mock::formats {

/// The window of a rate limit, in ms.
inline constexpr IntegerRange a_window{
    1, std::chrono::milliseconds(limits::rate_limit_window).count()};

/// Whether it can name a world or a tenant in a path, and in words what can.
bool is_name(std::string_view name);
std::string name_rule();
/// In words, what can be a key: a text that is not blank (support/text.hpp).
std::string key_rule();

/// Whether it is a story's guid as the API shows it, and in words what is one.
bool is_guid(std::string_view text);
inline constexpr auto guid_rule = "32 hexadecimal digits in lower case";

/// What is wrong with a story, whatever its tenant holds.
void check_story(const Story& story, const std::string& pointer, Problems& problems);
/// What is wrong with a key, whatever its tenant holds.
void check_key(const ApiKey& key, const std::string& pointer, Problems& problems);

/// What is well-formed but cannot be: names and ids that stand twice, references to nothing, more
/// than a world can hold, a rate limit out of its range, a blank key, a team key without a team.
/// For files and for worlds made in C++ alike.
void find_contradictions(const WorldSpec& world, const std::string& pointer, Problems& problems);

}  // namespace tines_mock::formats
