#pragma once

#include "json/reader.hpp"
#include "support/limits.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace tines_mock::files {

/// The text of a regular file. Throws FileError for anything else, which might never end or let us
/// wait for ever, and for more than `limit` bytes, of which it then reads hardly more.
std::string read(const std::filesystem::path& file, std::size_t limit = limits::file_bytes);

/// The JSON of a text in which no member stands twice. Throws FileError that names `name` and the
/// place.
Json parse(std::string_view text, std::string_view name);

/// A file may name its schema, for editors.
void pass_schema(ObjectReader& file);

/// The member, which is a day of the calendar: "2026-11-02". What is wrong adds a problem.
std::string required_date(ObjectReader& object, std::string_view member);

/// Throws FileError with all of them when there are any.
void throw_if_any(const Problems& problems, std::string_view name);

}  // namespace tines_mock::files
