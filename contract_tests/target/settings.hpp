#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// Which tenants, teams and stories a run uses, and with which keys. Keys come from the
/// environment, or from a file that the environment names; never from the command line, which other
/// users of the machine can read.
struct Settings {
  std::string tenant_url;  ///< base URL without a trailing slash
  std::string api_key;
  std::int64_t team_id = 0;
  std::vector<std::int64_t> story_ids;  ///< stories of `team_id`; at least one
  std::string destination_url;
  std::string destination_api_key;
  std::int64_t destination_team_id = 0;
  /// A key without the right to administer syncs; only the in-process mock has one.
  std::optional<std::string> limited_api_key;
};

/// Keys that a tenant must not take for `key`: one character longer, one shorter, in capitals.
std::vector<std::string> similar_keys(const std::string& key);

/// Settings are missing or wrong: what() has one line for each problem.
class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
std::optional<std::string> process_environment(const std::string& name);

/// Empty when no setting is there at all. Throws SettingsError when some are, and any is missing,
/// blank or wrong.
std::optional<Settings> read_settings(const Environment& environment);

}  // namespace tines_mock::contract
