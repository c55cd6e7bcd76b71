#pragma once

#include "app/output.hpp"
#include "files/write_file.hpp"

#include <tines_mock/mock_server.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

/// What a served world says of itself when it is ready.
namespace tines_mock::app {

/// One line of JSON: {"url", "tenants": {name: base URL}, "control", "rng_seed", "pid"}.
std::string ready_line(const MockServer& server, const WorldSpec& world);

/// For people: each tenant's base URL and keys, and a curl line that creates a sync destination.
std::string introduction(const MockServer& server, const WorldSpec& world);

/// The file that says that a server is ready, as long as it lives.
class ReadyFile {
 public:
  /// Writes it. A FIFO or a device is written by a thread, so that its reader may come later, and
  /// `on_failure` is told when that cannot be done, on that thread. Throws FileError.
  ReadyFile(std::filesystem::path file, const std::string& line,
            std::function<void(const std::string&)> on_failure);
  /// Removes it, unless somebody else has written it since.
  ~ReadyFile();
  ReadyFile(const ReadyFile&) = delete;
  ReadyFile& operator=(const ReadyFile&) = delete;

 private:
  std::filesystem::path file_;
  std::optional<files::Written> written_;
  std::optional<Output> stream_;
};

}  // namespace tines_mock::app
