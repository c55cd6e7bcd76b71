#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tines_mock::files {

/// The text of a regular file of at most `limit` bytes. Throws FileError for any other: it does not
/// open a FIFO or a device, whose reading may never end, and does not read far beyond the limit.
std::string read(const std::filesystem::path& file, std::size_t limit = limits::file_bytes);

/// Parses a text that has no member twice. The FileError that it throws names `name` and the place.
Json parse(std::string_view text, std::string_view name);

/// Ignores the member "$schema", which a file may have for editors.
void pass_schema(ObjectReader& file);

/// Reads a date such as "2026-11-02". Adds a problem when it is missing or wrong.
std::string required_date(ObjectReader& object, std::string_view member);

/// Throws FileError with all problems, if there are any.
void throw_if_any(const Problems& problems, std::string_view name);

}  // namespace tines_mock::files
