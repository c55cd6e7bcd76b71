#pragma once

#include <string>
#include <string_view>

namespace tines_mock::contract {

/// The key in a text, without a byte order mark and without blanks and line ends around it. Throws
/// SettingsError, which begins with `where`, for a text that holds none, several lines or a control
/// character: no header could carry it.
std::string key_in(std::string_view text, const std::string& where);

/// The key in a regular file; see `key_in`. Throws SettingsError that begins with `where`.
std::string key_in_file(const std::string& file, const std::string& where);

}  // namespace tines_mock::contract
