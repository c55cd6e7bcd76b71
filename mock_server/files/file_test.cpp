#include "files/file.hpp"

#include "testing/catch2.hpp"

#include <tines_mock/file_error.hpp>

#include <algorithm>
#include <filesystem>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

using namespace tines_mock;

namespace {

const std::filesystem::path fixtures = TINES_MOCK_FIXTURES;

std::string error_of(std::string_view text) {
  try {
    files::parse(text, "w.json");
    return "no error";
  } catch (const FileError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a member that an object has twice is an error, at any depth") {
  CHECK(error_of(R"({"tenants": [{"name": "a", "url": "http://a"}, {"a/b": [[{}, {"x": 1, "x": 2}]],
                     "name": {"n": 1}, "name": "c"}], "tenants": [{"name": "d", "name": "e"}]})") ==
        "w.json: /tenants/1/a~1b/0/1/x: expected each member once, found it again\n"
        "w.json: /tenants/1/name: expected each member once, found it again\n"
        "w.json: /tenants: expected each member once, found it again\n"
        "w.json: /tenants/0/name: expected each member once, found it again");
}

TEST_CASE("of the repeated members the first twenty are named") {
  std::string tenants = R"({"tenants": [{"x": 1)";
  for (int i = 0; i < 30; ++i) tenants += R"(, "x": 1)";
  const auto error = error_of(tenants + "}]}");
  CHECK(std::ranges::count(error, '\n') == 19);
}

TEST_CASE("a file that cannot be read is named") {
  CHECK_THROWS_WITH(
      files::read(fixtures / "nothing.json"),
      (fixtures / "nothing.json").string() + ": cannot be read: No such file or directory");
  CHECK_THROWS_AS(files::read(fixtures), FileError);
}

TEST_CASE("a file that is not regular is an error and is not opened: a FIFO would block") {
  const auto fifo =
      std::filesystem::temp_directory_path() / ("tines_mock_fifo_" + std::to_string(::getpid()));
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  CHECK_THROWS_WITH(files::read(fifo), fifo.string() + ": expected a file, found a FIFO");
  std::filesystem::remove(fifo);
  CHECK_THROWS_WITH(files::read("/dev/zero"), "/dev/zero: expected a file, found a device");
  CHECK_THROWS_WITH(files::read("/"), "/: expected a file, found a directory");
}

TEST_CASE("a file that is too long is not read to its end, whatever size it says") {
  CHECK_THROWS_WITH(files::read(fixtures / "assumptions.json", 9),
                    Catch::Matchers::Contains("expected at most 9 bytes, found "));
  CHECK(std::filesystem::file_size("/proc/self/status") == 0);
  CHECK_THROWS_WITH(files::read("/proc/self/status", 9),
                    Catch::Matchers::Contains("expected at most 9 bytes, found "));
}
