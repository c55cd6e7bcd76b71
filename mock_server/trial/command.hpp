#pragma once

#include <tines_mock/trial.hpp>

#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Clients that are commands.
namespace tines_mock::trial {

/// What a command is told: the variables of its environment, by their names.
using Told = std::map<std::string, std::string>;

/// The first tenant of the world as the origin, the second one (else the first) as the destination:
/// TINES_TENANT_URL, TINES_API_KEY, TINES_TEAM_ID, TINES_STORY_IDS, TINES_DESTINATION_TENANT_URL,
/// TINES_DESTINATION_API_KEY and TINES_DESTINATION_TEAM_ID. What the world lacks is left out.
Told told_about(const MockServer& server, const WorldSpec& world);

/// The arguments with `{url}`, `{api_key}`, `{team_id}`, `{story_ids}`, `{destination_url}`,
/// `{destination_api_key}` and `{destination_team_id}` replaced. Everything else stays as it is.
std::vector<std::string> filled(std::vector<std::string> arguments, const Told& told);

/// What a command prints is kept up to this: its beginning and its end. All of it is searched.
inline constexpr std::size_t kept_output_bytes = 64 * 1024;

/// Runs a command without a standard input. Its environment is that of this process with the
/// variables of `told`; for each of them, such as TINES_API_KEY, a TINES_API_KEY_FILE is removed.
/// When it returns, the command is over and so is everything that it started. A stop ends it as if
/// its time were over. Throws std::system_error when it cannot be started. A secret that it prints
/// is in ClientResult::output in any case.
struct Command {
  std::vector<std::string> arguments;
  Told told = {};
  Milliseconds timeout{30'000};
  std::vector<std::string> secrets = {};
};
ClientResult run_command(const Command& command, std::stop_token stop);

}  // namespace tines_mock::trial
