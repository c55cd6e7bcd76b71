#include "files/file.hpp"

#include "support/limits.hpp"

#include <tines_mock/world_spec.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace tines_mock::files {

std::string read(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    throw FileError(file.string() + ": expected a file, found a directory");
  std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw FileError(file.string() + ": cannot be read: " +
                    std::error_code(errno, std::generic_category()).message());
  std::string text;
  text.assign(std::istreambuf_iterator<char>(stream), {});
  if (text.size() > limits::file_bytes)
    throw FileError(file.string() + ": expected at most " + std::to_string(limits::file_bytes) +
                    " bytes, found " + std::to_string(text.size()));
  return text;
}

Json parse(std::string_view text, std::string_view name) {
  auto json = parse_json(text);
  if (!json) throw FileError(std::string(name) + ": " + json.error());
  return std::move(*json);
}

void throw_if_any(const Problems& problems, std::string_view name) {
  if (!problems.empty()) throw FileError(to_string(problems, name));
}

}  // namespace tines_mock::files
