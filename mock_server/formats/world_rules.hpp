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

/// Whether a text can be the name of a world or a tenant, which stands in paths; and the rule in
/// words.
bool is_name(std::string_view name);
std::string name_rule();
/// In words: a key is a text that is not blank (support/text.hpp).
std::string key_rule();

/// Whether a text is a story's guid as the API shows it; and the rule in words.
bool is_guid(std::string_view text);
inline constexpr auto guid_rule = "32 hexadecimal digits in lower case";

/// What is wrong with a story or a key by itself, without its tenant. Here and below, `pointer` is
/// the place of the value in the document of which the problems speak.
Problems validate(const Story& story, const std::string& pointer = "");
Problems validate(const ApiKey& key, const std::string& pointer = "");

/// Every contradiction in a world, whether it was read from a file or made in C++: repeated
/// names and ids, references to entities that do not exist, more entities than the limits allow, a
/// rate limit out of its range, a blank key, a team key without a team.
Problems validate(const WorldSpec& world, const std::string& pointer = "");

}  // namespace tines_mock::formats
