#include "files/write_file.hpp"

#include "support/descriptor.hpp"

#include <tines_mock/file_error.hpp>

#include <cerrno>
#include <charconv>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tines_mock::files {
namespace {

namespace fs = std::filesystem;

constexpr int followed_links = 40;  // as many as the kernel follows
constexpr int names_beside = 100;

std::error_code last_error() {
  return {errno, std::generic_category()};
}

[[noreturn]] void fail(const fs::path& file, std::string_view what, std::error_code error) {
  throw FileError('"' + file.string() + "\" cannot be " + std::string(what) + ": " +
                  error.message());
}

// Where to write.
struct Place {
  fs::path path;
  std::optional<int> descriptor = {};  // of this process, when the path names one
  std::optional<struct stat> status = {};

  bool is_regular_or_new() const { return !descriptor && (!status || S_ISREG(status->st_mode)); }
};

std::optional<int> descriptor_named_by(const fs::path& path) {
  const std::string name = path.filename();
  int number = 0;
  const char* end = name.data() + name.size();
  if (std::from_chars(name.data(), end, number) != std::from_chars_result{end, std::errc()})
    return std::nullopt;
  std::error_code error;
  const bool is_ours =
      fs::canonical(path.parent_path(), error) == fs::canonical("/proc/self/fd", error);
  return is_ours && !error ? std::optional(number) : std::nullopt;
}

Place place_of(const fs::path& file) {
  if (file.empty()) fail(file, "written", {ENOENT, std::generic_category()});
  Place place{file};
  std::error_code error;
  for (int links = 0; links < followed_links && !error; ++links) {
    if ((place.descriptor = descriptor_named_by(place.path))) return place;
    if (const auto target = fs::read_symlink(place.path, error); !error)
      place.path = place.path.parent_path() / target;
  }
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0)
    place.status = status;
  else if (errno != ENOENT)
    fail(file, "written", last_error());
  // The target of a link in /proc to a pipe is not a path.
  if (!place.is_regular_or_new()) place.path = file;
  return place;
}

struct stat status_of(const Descriptor& descriptor) {
  struct stat status {};
  ::fstat(descriptor.number(), &status);
  return status;
}

Written written(const struct stat& status) {
  return {status.st_dev, status.st_ino, status.st_mtim};
}

bool is(const Written& file, const struct stat& status) {
  return file.device == status.st_dev && file.inode == status.st_ino &&
         file.modified.tv_sec == status.st_mtim.tv_sec &&
         file.modified.tv_nsec == status.st_mtim.tv_nsec;
}

std::error_code fill(Descriptor& descriptor, std::string_view text, Written& result) {
  if (const auto error = write_all(descriptor.number(), text)) return error;
  result = written(status_of(descriptor));
  return descriptor.close();
}

fs::path beside(const fs::path& path, int number) {
  return path.string() + '.' + std::to_string(::getpid()) + '.' + std::to_string(number);
}

Descriptor open_beside(const fs::path& path, fs::path& name) {
  for (int number = 0;; ++number) {
    name = beside(path, number);
    const int opened = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (opened >= 0 || errno != EEXIST || number == names_beside) return Descriptor(opened);
  }
}

bool has_owner_and_mode(const Descriptor& descriptor, const std::optional<struct stat>& wanted) {
  return !wanted || (::fchown(descriptor.number(), wanted->st_uid, wanted->st_gid) == 0 &&
                     ::fchmod(descriptor.number(), wanted->st_mode & 07777) == 0);
}

// Empty when the file cannot be replaced; then nothing has changed.
std::optional<Written> replace(const Place& place, std::string_view text, const fs::path& file) {
  fs::path name;
  Descriptor descriptor = open_beside(place.path, name);
  if (!descriptor) return std::nullopt;
  Written result;
  std::error_code error;
  if (has_owner_and_mode(descriptor, place.status) && !(error = fill(descriptor, text, result)) &&
      ::rename(name.c_str(), place.path.c_str()) == 0)
    return result;
  ::unlink(name.c_str());
  if (error) fail(file, "written", error);
  return std::nullopt;
}

Written write_in_place(const Place& place, std::string_view text, const fs::path& file) {
  // In a directory that is writable for all, as /tmp, the kernel forbids O_CREAT for a file of
  // another user.
  const int how = place.status ? O_TRUNC : O_CREAT | O_EXCL;
  Descriptor descriptor(::open(place.path.c_str(), O_WRONLY | O_CLOEXEC | how, 0666));
  if (!descriptor) fail(file, "written", last_error());
  Written result;
  if (const auto error = fill(descriptor, text, result)) {
    if (::truncate(place.path.c_str(), 0) == 0 && !place.status) ::unlink(place.path.c_str());
    fail(file, "written", error);
  }
  return result;
}

void write_into(const Place& place, std::string_view text, const fs::path& file) {
  Descriptor descriptor(place.descriptor
                            ? ::fcntl(*place.descriptor, F_DUPFD_CLOEXEC, 0)
                            : ::open(place.path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!descriptor) fail(file, "written", last_error());
  Written ignored;
  if (const auto error = fill(descriptor, text, ignored)) fail(file, "written", error);
}

}  // namespace

std::error_code write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(descriptor, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      // Another process that shares the descriptor has made it non-blocking.
      pollfd writable{descriptor, POLLOUT, 0};
      ::poll(&writable, 1, -1);
    } else if (errno != EINTR) {
      return last_error();
    }
  }
  return {};
}

std::optional<Written> write(const fs::path& file, std::string_view text) {
  const Place place = place_of(file);
  if (!place.is_regular_or_new()) {
    write_into(place, text, file);
    return std::nullopt;
  }
  if (const auto replaced = replace(place, text, file)) return replaced;
  return write_in_place(place, text, file);
}

std::string find_obstacle(const fs::path& file) {
  if (fs::is_directory(file)) return file.string() + " is a directory; expected the name of a file";
  const auto folder = fs::absolute(file).parent_path();
  if (fs::is_directory(folder)) return "";
  return file.string() + " cannot be written: there is no directory " + folder.string();
}

std::string write_all(const std::vector<Wanted>& files) {
  std::string errors;
  for (const auto& [file, text] : files) {
    try {
      if (!file.empty()) write(file, text);
    } catch (const FileError& error) {
      errors += (errors.empty() ? "" : "; ") + std::string(error.what());
    }
  }
  return errors;
}

bool has_reader(const fs::path& file) {
  const Place place = place_of(file);
  return place.descriptor ||
         (place.status && (S_ISFIFO(place.status->st_mode) || S_ISCHR(place.status->st_mode)));
}

void remove(const fs::path& file, const std::optional<Written>& only) {
  const Place place = place_of(file);
  if (!place.is_regular_or_new() || !place.status) return;
  if (only && !is(*only, *place.status)) return;
  if (::unlink(place.path.c_str()) == 0 || ::truncate(place.path.c_str(), 0) == 0) return;
  fail(file, "removed", last_error());
}

}  // namespace tines_mock::files
