#pragma once

#include "support/result.hpp"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <system_error>

namespace tines_mock::contract {

struct HarLimits {
  std::size_t entries = 50'000;
  std::size_t bytes = std::size_t{512} << 20;
};

/// A HAR file. After each entry it is complete JSON, so that it can be read however the run ends.
/// Once it is full, it takes no more entries. Thread-safe.
class HarFile {
 public:
  /// Replaces a file that exists. Throws CannotRun, which names the file, when it cannot be
  /// written.
  HarFile(std::filesystem::path file, HarLimits limits = {});
  ~HarFile();
  HarFile(const HarFile&) = delete;
  HarFile& operator=(const HarFile&) = delete;

  /// `entry` is JSON. After an error this does nothing.
  void add(const std::string& entry);
  /// How many entries were added after the file was full.
  std::int64_t left_out() const;
  /// Whether everything so far could be written; the error names the file.
  Result<void, std::string> written() const;

 private:
  bool has_room_for(const std::string& entry) const;
  std::string end_of_json() const;
  void append(const std::string& text);
  void append_to_stream(const std::string& text);
  void append_before_end(const std::string& text);
  void fail(std::error_code error);
  void close();

  const std::filesystem::path file_;
  const HarLimits limits_;
  mutable std::mutex mutex_;
  int descriptor_ = -1;
  bool is_regular_ = false;
  std::size_t written_bytes_ = 0;  ///< without the end of the JSON
  std::size_t entries_ = 0;
  std::int64_t left_out_ = 0;
  Result<void, std::string> written_;
};

}  // namespace tines_mock::contract
