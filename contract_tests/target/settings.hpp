#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// What a run is told about the tenant under test. Keys come from the environment, or from a file
/// that the environment names; never from the command line.
struct Settings {
  std::string tenant_url;  ///< base URL without a trailing slash
  std::string api_key;
  std::int64_t team_id = 0;
  std::vector<std::int64_t> story_ids;  ///< stories of `team_id`; at least one
  std::string destination_url;
  std::string destination_api_key;
  std::int64_t destination_team_id = 0;
  /// A key without the right to administer syncs; known on the mock only.
  std::optional<std::string> limited_api_key;
};

/// Keys that are not `key` and close to it: longer, shorter, in capitals.
std::vector<std::string> nearly(const std::string& key);

/// Settings are missing or unusable: what() has one line for each of them, all at once.
class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
std::optional<std::string> process_environment(const std::string& name);

/// Empty when none of the settings is there. Throws SettingsError when some are, and another is
/// missing, is empty or cannot be right.
std::optional<Settings> settings_from(const Environment& environment);

}  // namespace tines_mock::contract
