#pragma once

#include "app/non_blocking_output.hpp"
#include "files/write_file.hpp"

#include <tines_mock/mock_server.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

/// How `tines-mock serve` and `tines-mock demo` say that they are ready.
namespace tines_mock::app {

/// One line of JSON: {"url", "tenants": {name: base URL}, "control", "rng_seed", "pid"}.
std::string ready_line(const MockServer& server, const WorldSpec& world);

/// For people: each tenant's base URL and keys, and a curl command that creates a sync destination.
std::string introduction(const MockServer& server, const WorldSpec& world);

/// For people: where the page of the demo is, and what to do there.
std::string demo_introduction(const MockServer& server);

/// A file that exists exactly while the server is ready (--ready-file).
class ReadyFile {
 public:
  /// Writes `line` to the file. Throws FileError. A FIFO or a device is written by another thread,
  /// because the write waits for a reader; when it fails, that thread calls `on_failure` with the
  /// error.
  ReadyFile(std::filesystem::path file, const std::string& line,
            std::function<void(const std::string&)> on_failure);
  /// Removes the file, unless another process has written it since.
  ~ReadyFile();
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

 private:
  std::filesystem::path file_;
  std::optional<files::Written> written_;
  std::optional<NonBlockingOutput> stream_;
};

}  // namespace tines_mock::app
