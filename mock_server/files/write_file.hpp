#pragma once

#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include <sys/types.h>

/// Every file that an executable writes is written here.
namespace tines_mock::files {

/// A regular file as it was when it had been written: it tells the file from one that somebody
/// else has written since.
struct Written {
  dev_t device = 0;
  ino_t inode = 0;
  timespec modified = {};
};

/// Puts `text` into the file, whose symbolic links are followed, also to what is not there yet.
///
/// A regular file is replaced as a whole, so that who sees it can read it, and keeps its mode and
/// owner. One that cannot be replaced (a bind mount, a directory that is not ours to write) is
/// written in place. A FIFO, a device or a descriptor of this process (/dev/stdout, /dev/fd/3) is
/// written into: this may wait for a reader. The result tells the file that was written; it is
/// empty when that is no regular file.
///
/// Throws FileError that names the file. Then nothing of the text is left in a regular file, and no
/// other file beside it.
std::optional<Written> write(const std::filesystem::path& file, std::string_view text);

/// Whether `write` may wait for a reader: the file is a FIFO, a device or a descriptor.
bool has_reader(const std::filesystem::path& file);

/// Removes the regular file that `write` would replace; with `only`, if it still is that one. One
/// that cannot be removed is emptied. Throws FileError that names the file.
void remove(const std::filesystem::path& file, const std::optional<Written>& only = {});

/// Writes all of it to a descriptor, whether that blocks or not; waits for its reader.
std::error_code write_all(int descriptor, std::string_view text);

}  // namespace tines_mock::files
