#include "contract_tests/report/har_file.hpp"

#include "files/write_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tines_mock::contract {

namespace {

constexpr const char* beginning =
    R"({"log":{"version":"1.2","creator":{"name":"tines-contract","version":")" TINES_MOCK_VERSION
    R"("},"entries":[)";

std::error_code last_error() {
  return {errno, std::generic_category()};
}

std::string fault_of(const std::filesystem::path& file, std::error_code error) {
  return file.string() + ": cannot be written: " + error.message();
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
  if (descriptor_ < 0) fault_ = fault_of(file_, last_error());
  struct stat status {};
  is_regular_ = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  if (fault_.empty()) put(beginning);
  if (fault_.empty()) return;
  close();
  throw CannotRun(fault_);
}

HarFile::~HarFile() {
  // A regular file has its end already.
  if (!is_regular_ && fault_.empty()) files::write_all(descriptor_, end());
  close();
}

void HarFile::add(const std::string& entry) {
  const std::lock_guard lock(mutex_);
  if (!fault_.empty()) return;
  if (has_room_for(entry)) {
    put((entries_ == 0 ? "\n" : ",\n") + entry);
    ++entries_;
  } else {
    ++left_out_;
    put("");
  }
}

std::int64_t HarFile::left_out() const {
  const std::lock_guard lock(mutex_);
  return left_out_;
}

std::string HarFile::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

bool HarFile::has_room_for(const std::string& entry) const {
  return left_out_ == 0 && entries_ < limits_.entries && written_ + entry.size() <= limits_.bytes;
}

std::string HarFile::end() const {
  if (left_out_ == 0) return "\n]}}\n";
  return "\n],\"comment\":\"" + std::to_string(left_out_) +
         " later exchanges are left out: the file holds no more\"}}\n";
}

/// In a regular file, over the end of the JSON, which is then written again.
void HarFile::put(const std::string& text) {
  if (!is_regular_) {
    if (const auto error = files::write_all(descriptor_, text)) fault_ = fault_of(file_, error);
    written_ += text.size();
    return;
  }
  if (const auto error = write_at(descriptor_, written_, text + end())) {
    fault_ = fault_of(file_, error);
    // What was there before has its room.
    if (::ftruncate(descriptor_, static_cast<off_t>(written_)) == 0) {
      write_at(descriptor_, written_, end());
    }
    return;
  }
  written_ += text.size();
}

void HarFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

RecordingTarget::RecordingTarget(std::shared_ptr<Target> target, std::string base_url,
                                 std::shared_ptr<HarFile> file, Redactor redact, Clock& clock)
    : target_(std::move(target)),
      base_url_(std::move(base_url)),
      file_(std::move(file)),
      redact_(std::move(redact)),
      clock_(clock) {}

Response RecordingTarget::send(const Request& request) {
  const auto started_at = clock_.now();
  auto response = target_->send(request);
  note(request, response, started_at);
  return response;
}

std::vector<Response> RecordingTarget::send_together(const std::vector<Request>& requests) {
  const auto started_at = clock_.now();
  auto responses = target_->send_together(requests);
  for (std::size_t i = 0; i < requests.size(); ++i) note(requests[i], responses[i], started_at);
  return responses;
}

void RecordingTarget::note(const Request& request, const Response& response, Time started_at) {
  file_->add(har_entry({.url = base_url_ + request.target,
                        .request = request,
                        .response = response,
                        .started_at = started_at,
                        .duration = clock_.now() - started_at},
                       redact_));
}

}  // namespace tines_mock::contract
