#include "contract_tests/report/har_file.hpp"

#include "contract_tests/target/target.hpp"
#include "files/write_file.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tines_mock::contract {

namespace {

constexpr const char* beginning_of_json =
    R"({"log":{"version":"1.2","creator":{"name":"tines-contract","version":")" TINES_MOCK_VERSION
    R"("},"entries":[)";

std::error_code last_error() {
  return {errno, std::generic_category()};
}

std::error_code write_at(int descriptor, std::size_t position, const std::string& text) {
  if (::lseek(descriptor, static_cast<off_t>(position), SEEK_SET) < 0) return last_error();
  return files::write_all(descriptor, text);
}

}  // namespace

HarFile::HarFile(std::filesystem::path file, HarLimits limits)
    : file_(std::move(file)),
      limits_(limits),
      descriptor_(::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) fail(last_error());
  struct stat status {};
  is_regular_ = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  if (written_) append(beginning_of_json);
  if (written_) return;
  close();
  throw CannotRun(written_.error());
}

HarFile::~HarFile() {
  // A regular file has its end already.
  if (!is_regular_ && written_) files::write_all(descriptor_, end_of_json());
  close();
}

void HarFile::add(const std::string& entry) {
  const std::lock_guard lock(mutex_);
  if (!written_) return;
  if (has_room_for(entry)) {
    append((entries_ == 0 ? "\n" : ",\n") + entry);
    ++entries_;
  } else {
    ++left_out_;
    append("");  // writes the end again, which says how many are left out
  }
}

std::int64_t HarFile::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

Result<void, std::string> HarFile::written() const {
  const std::lock_guard lock(mutex_);
  return written_;
}

/// A small entry after one that was left out has no room either: the file has no gap.
bool HarFile::has_room_for(const std::string& entry) const {
  return left_out_ == 0 && entries_ < limits_.entries &&
         written_bytes_ + entry.size() <= limits_.bytes;
}

std::string HarFile::end_of_json() const {
  if (left_out_ == 0) return "\n]}}\n";
  return "\n],\"comment\":\"the file is full: " + std::to_string(left_out_) +
         " later exchanges are left out\"}}\n";
}

void HarFile::append(const std::string& text) {
  is_regular_ ? append_before_end(text) : append_to_stream(text);
}

void HarFile::append_to_stream(const std::string& text) {
  if (const auto error = files::write_all(descriptor_, text)) fail(error);
  written_bytes_ += text.size();
}

/// Overwrites the end of the JSON, and writes it again behind the text.
void HarFile::append_before_end(const std::string& text) {
  if (const auto error = write_at(descriptor_, written_bytes_, text + end_of_json())) {
    fail(error);
    // On a full disk: there was room for the end where the text is now.
    if (::ftruncate(descriptor_, static_cast<off_t>(written_bytes_)) == 0) {
      write_at(descriptor_, written_bytes_, end_of_json());
    }
    return;
  }
  written_bytes_ += text.size();
}

void HarFile::fail(std::error_code error) {
  written_ = Failure{file_.string() + ": cannot be written: " + error.message()};
}

void HarFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace tines_mock::contract
