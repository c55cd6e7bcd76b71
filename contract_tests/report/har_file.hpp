#pragma once

#include "contract_tests/report/har.hpp"
#include "contract_tests/target/target.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace tines_mock::contract {

struct HarLimits {
  std::size_t entries = 50'000;
  std::size_t bytes = std::size_t{512} << 20;
};

/// A HAR file that is a whole one after each exchange, however the run ends. Thread-safe.
class HarFile {
 public:
  /// A file that is there is replaced. Throws CannotRun that names the file.
  HarFile(std::filesystem::path file, HarLimits limits = {});
  ~HarFile();
  HarFile(const HarFile&) = delete;
  HarFile& operator=(const HarFile&) = delete;

  void add(const std::string& entry);
  /// Exchanges for which there was no room.
  std::int64_t left_out() const;
  /// Why the file does not hold what it should, with its name; empty: it does.
  std::string fault() const;

 private:
  bool has_room_for(const std::string& entry) const;
  std::string end() const;
  void put(const std::string& text);
  void close();

  const std::filesystem::path file_;
  const HarLimits limits_;
  mutable std::mutex mutex_;
  int descriptor_ = -1;
  bool is_regular_ = false;
  std::size_t written_ = 0;  ///< bytes before the end of the JSON
  std::size_t entries_ = 0;
  std::int64_t left_out_ = 0;
  std::string fault_;
};

/// Sends to another target, and notes each exchange.
class RecordingTarget final : public Target {
 public:
  RecordingTarget(std::shared_ptr<Target> target, std::string base_url,
                  std::shared_ptr<HarFile> file, Redactor redact, Clock& clock);
  Response send(const Request& request) override;
  std::vector<Response> send_together(const std::vector<Request>& requests) override;

 private:
  void note(const Request& request, const Response& response, Time started_at);

  std::shared_ptr<Target> target_;
  std::string base_url_;
  std::shared_ptr<HarFile> file_;
  Redactor redact_;
  Clock& clock_;
};

}  // namespace tines_mock::contract
