#include "files/write_file.hpp"

#include "files/file.hpp"
#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

#include <tines_mock/file_error.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tines_mock;
namespace fs = std::filesystem;
using Catch::Matchers::StartsWith;

namespace {

void put(const fs::path& file, std::string_view text) {
  std::ofstream(file) << text;
}

// Its directory holds no longer name, so nothing can be written beside it first.
std::string longest_name() {
  return std::string(255, 'n');
}

unsigned mode_of(const fs::path& file) {
  return static_cast<unsigned>(fs::status(file).permissions());
}

ino_t inode_of(const fs::path& file) {
  struct stat status {};
  ::stat(file.c_str(), &status);
  return status.st_ino;
}

struct Pipe {
  Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
  ~Pipe() {
    for (const int end : ends) ::close(end);
  }
  std::string read() const {
    std::array<char, 100> bytes{};
    const auto count = ::read(ends[0], bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
  }
  std::array<int, 2> ends{};
};

}  // namespace

TEST_CASE("a file is written as a whole, new or replaced, and no temporary file is left") {
  const TemporaryFolder folder;
  for (const auto& name : {std::string("ready.json"), longest_name()}) {
    for (const auto* text : {"a longer text\n", "shorter\n", ""}) {
      CHECK(files::write(folder / name, text));
      CHECK(files::read(folder / name) == text);
    }
  }
  CHECK(folder.count() == 2);
}

TEST_CASE("a reader that has the file open reads all of the old text") {
  const TemporaryFolder folder;
  put(folder / "f", "old");
  std::ifstream reader(folder / "f");
  files::write(folder / "f", "new");
  std::string text;
  reader >> text;
  CHECK(text == "old");
}

TEST_CASE("a new file has the usual mode, an existing one keeps its mode") {
  const TemporaryFolder folder;
  put(folder / "there", "");
  files::write(folder / "new", "text");
  CHECK(mode_of(folder / "new") == mode_of(folder / "there"));
  for (const unsigned mode : {0640u, 0666u, 0755u}) {
    fs::permissions(folder / "there", fs::perms(mode));
    files::write(folder / "there", "text");
    CHECK(mode_of(folder / "there") == mode);
  }
}

TEST_CASE("an existing file keeps its owner, also in a directory that is writable for all") {
  if (::geteuid() != 0) return;
  const TemporaryFolder folder;
  fs::permissions(folder / "", fs::perms(01777));
  for (const auto& name : {std::string("replaced"), longest_name()}) {
    put(folder / name, "");
    REQUIRE(::chown((folder / name).c_str(), 1234, 5678) == 0);
    files::write(folder / name, "text");
    struct stat status {};
    ::stat((folder / name).c_str(), &status);
    CHECK(status.st_uid == 1234);
    CHECK(status.st_gid == 5678);
    CHECK(files::read(folder / name) == "text");
  }
}

TEST_CASE("a link is followed, also to a file that does not exist yet") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "elsewhere");
  put(folder / "elsewhere/there", "old");
  fs::create_directory_symlink("elsewhere", folder / "link_dir");
  fs::create_symlink("elsewhere/there", folder / "to_there");
  fs::create_symlink("to_there", folder / "to_link");
  fs::create_symlink(folder / "elsewhere/new", folder / "to_new");
  fs::create_symlink("link_dir/../elsewhere/newer", folder / "to_newer");
  for (const auto* link : {"to_there", "to_link", "to_new", "to_newer"}) {
    CAPTURE(link);
    CHECK(files::write(folder / link, link));
    CHECK(fs::is_symlink(folder / link));
    CHECK(files::read(folder / link) == link);
  }
  CHECK(files::read(folder / "elsewhere/newer") == "to_newer");
}

TEST_CASE("a file that cannot be written is named in the error, and nothing is left") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "directory");
  fs::create_symlink("loop", folder / "loop");
  put(folder / "file", "");
  for (const auto& file :
       {fs::path(), folder / "directory", folder / "loop", folder / "no/file", folder / "file/",
        folder / "file/below", folder / "directory/", folder / (longest_name() + 'n'),
        fs::path("/dev/full"), fs::path("/dev/fd/12345")})
    CHECK_THROWS_WITH(files::write(file, "text"),
                      StartsWith('"' + file.string() + "\" cannot be written: "));
  CHECK_THROWS_AS(files::write("", "text"), FileError);
  CHECK(folder.count() == 3);
  CHECK(fs::is_empty(folder / "directory"));
}

TEST_CASE("a FIFO is written to once it has a reader") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  std::thread writer([&] { CHECK_FALSE(files::write(folder / "fifo", "text\n")); });
  std::ifstream reader(folder / "fifo");
  std::string line;
  std::getline(reader, line);
  writer.join();
  CHECK(line == "text");
  CHECK(fs::is_fifo(folder / "fifo"));
  CHECK(files::has_reader(folder / "fifo"));
  put(folder / "file", "");
  for (const auto* name : {"file", "not_there", ""}) CHECK_FALSE(files::has_reader(folder / name));
}

TEST_CASE("a device is written to") {
  CHECK_FALSE(files::write("/dev/null", "text"));
  CHECK(fs::is_character_file("/dev/null"));
  CHECK(files::has_reader("/dev/null"));
  CHECK(files::has_reader("/dev/stdout"));
}

TEST_CASE("a descriptor of this process is written to at its position") {
  const Pipe pipe;
  const auto name = std::to_string(pipe.ends[1]);
  for (const std::string descriptors : {"/dev/fd/", "/proc/self/fd/"}) {
    CHECK_FALSE(files::write(descriptors + name, descriptors));
    CHECK(pipe.read() == descriptors);
  }
  // Also when it leads to a regular file, which others go on writing.
  const TemporaryFolder folder;
  const int file = ::open((folder / "f").c_str(), O_WRONLY | O_CREAT, 0600);
  fs::create_symlink("/dev/fd/" + std::to_string(file), folder / "link");
  const auto before = inode_of(folder / "f");
  REQUIRE(::write(file, "first ", 6) == 6);
  CHECK_FALSE(files::write(folder / "link", "second "));
  REQUIRE(::write(file, "third", 5) == 5);
  files::remove("/dev/fd/" + std::to_string(file));
  ::close(file);
  CHECK(files::read(folder / "f") == "first second third");
  CHECK(inode_of(folder / "f") == before);
}

TEST_CASE("a non-blocking descriptor is waited for") {
  const Pipe pipe;
  ::fcntl(pipe.ends[1], F_SETFL, O_NONBLOCK);
  const std::string text(1024 * 1024, 'x');
  std::thread writer([&] { CHECK_FALSE(files::write_all(pipe.ends[1], text)); });
  std::size_t count = 0;
  while (count < text.size()) count += pipe.read().size();
  writer.join();
  CHECK(count == text.size());
}

TEST_CASE("only a regular file is removed") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  fs::create_directory(folder / "directory");
  put(folder / "file", "");
  fs::create_symlink("file", folder / "link");
  for (const auto* name : {"fifo", "directory", "not_there", "link"}) files::remove(folder / name);
  CHECK(fs::is_symlink(folder / "link"));
  CHECK_FALSE(fs::exists(folder / "file"));
  CHECK(folder.count() == 3);
}

TEST_CASE("a file that another process has written since is not removed") {
  const TemporaryFolder folder;
  const auto ours = files::write(folder / "f", "ours");
  const auto theirs = files::write(folder / "f", "theirs");
  REQUIRE(ours);
  files::remove(folder / "f", ours);
  CHECK(files::read(folder / "f") == "theirs");
  files::remove(folder / "f", theirs);
  CHECK_FALSE(fs::exists(folder / "f"));

  const auto in_place = files::write(folder / "f", "in place");
  const timespec other[] = {{1, 0}, {1, 0}};
  ::utimensat(AT_FDCWD, (folder / "f").c_str(), other, 0);
  files::remove(folder / "f", in_place);
  CHECK(files::read(folder / "f") == "in place");
}
