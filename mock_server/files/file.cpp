#include "files/file.hpp"

#include "files/repeated_members.hpp"
#include "support/iso8601.hpp"

#include <tines_mock/file_error.hpp>

#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace tines_mock::files {

namespace {

namespace fs = std::filesystem;

std::string_view name_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::directory:
      return "a directory";
    case fs::file_type::fifo:
      return "a FIFO";
    case fs::file_type::character:
    case fs::file_type::block:
      return "a device";
    default:
      return "something else";
  }
}

void throw_unless_regular(const fs::path& file) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  throw FileError(file.string() + ": expected a file, found " +
                  std::string(name_of(status.type())));
}

void throw_if_over(std::uintmax_t limit, std::uintmax_t bytes, const fs::path& file) {
  if (bytes <= limit) return;
  throw FileError(file.string() + ": expected at most " + std::to_string(limit) + " bytes, found " +
                  std::to_string(bytes));
}

}  // namespace

std::string read(const fs::path& file, std::size_t limit) {
  throw_unless_regular(file);
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw FileError(file.string() + ": cannot be read: " +
                    std::error_code(errno, std::generic_category()).message());
  throw_if_over(limit, fs::file_size(file), file);
  std::string text;
  std::array<char, 64 * 1024> piece;
  // A file can grow while it is read, and the files of /proc say that their size is 0.
  while (stream.read(piece.data(), piece.size()), stream.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    throw_if_over(limit, text.size(), file);
  }
  return text;
}

Json parse(std::string_view text, std::string_view name) {
  auto json = parse_json(text);
  if (!json) throw FileError(std::string(name) + ": " + json.error());
  throw_if_any(repeated_members(text), name);
  return std::move(*json);
}

void pass_schema(ObjectReader& file) {
  std::string schema;
  file.read("$schema", schema);
}

std::string required_date(ObjectReader& object, std::string_view member) {
  const std::string expected = "a date as \"2026-11-02\"";
  const auto value = object.required(member, expected);
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return "";
  constexpr std::size_t length = 10;
  if (text->size() != length || !parse_iso8601(*text + "T00:00:00Z")) value->invalid(expected);
  return *text;
}

void throw_if_any(const Problems& problems, std::string_view name) {
  if (!problems.empty()) throw FileError(to_string(problems, name));
}

}  // namespace tines_mock::files
