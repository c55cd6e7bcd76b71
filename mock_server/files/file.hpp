#pragma once

#include "json/reader.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tines_mock::files {

/// The text of a file of at most limits::file_bytes. Throws FileError.
std::string read(const std::filesystem::path& file);

/// The JSON of a text. Throws FileError that names `name` and the place.
Json parse(std::string_view text, std::string_view name);

/// Throws FileError with all of them when there are any.
void throw_if_any(const Problems& problems, std::string_view name);

}  // namespace tines_mock::files
