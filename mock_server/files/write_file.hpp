#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <sys/types.h>

/// Writes and removes files for the executables.
namespace tines_mock::files {

/// Identifies a regular file as it was when it was written, so that a file which another process
/// has written since can be recognised.
struct Written {
  dev_t device = 0;
  ino_t inode = 0;
  timespec modified = {};
};

/// Writes `text` to the file. Symbolic links are followed, also to a file that does not exist yet.
///
/// A regular file is replaced as a whole, so that no reader sees half of it, and keeps its mode and
/// owner. One that cannot be replaced (a bind mount, a directory without write permission) is
/// written in place. A FIFO, a device or a descriptor of this process (/dev/stdout, /dev/fd/3) is
/// written to, which may wait for a reader. The result identifies the file that was written; it is
/// empty for anything but a regular file.
///
/// Throws FileError that names the file. Then a regular file contains no part of the text, and no
/// temporary file is left.
std::optional<Written> write(const std::filesystem::path& file, std::string_view text);

/// Why `write` will not be able to write that file, as far as can be seen before; "" when nothing
/// is in its way. For a long run, at whose end it would be too late.
std::string find_obstacle(const std::filesystem::path& file);

/// A file that a user wants, and its content. No file is wanted when the name is empty.
struct Wanted {
  std::string file;
  std::string text;
};
/// Writes each, also after one that could not be written. Returns the errors, in one line; "" when
/// there is none.
std::string write_all(const std::vector<Wanted>& files);

/// Whether `write` may wait for a reader: the file is a FIFO, a device or a descriptor.
bool has_reader(const std::filesystem::path& file);

/// Removes the regular file that `write` would replace; with `only`, only if it still is that file.
/// A file that cannot be removed is emptied. Throws FileError that names the file.
void remove(const std::filesystem::path& file, const std::optional<Written>& only = {});

/// Writes the whole text to a descriptor, waiting for its reader also when it is non-blocking.
std::error_code write_all(int descriptor, std::string_view text);

}  // namespace tines_mock::files
