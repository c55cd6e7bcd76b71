#pragma once

#include <tines_mock/entities.hpp>
#include <tines_mock/file_error.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// A world as data: what a world file says, and what a world's state is exported as.
/// The JSON form is described by fixtures/schemas/world.schema.json.
namespace tines_mock {

struct TenantSpec {
  std::string name = {};  ///< in paths: 1–63 of a–z, 0–9, '-', '_'
  std::string url = {};   ///< its declared base URL, for example "https://dest.tines.com"
  std::vector<ApiKey> keys = {};
  std::vector<Team> teams = {};
  std::vector<Story> stories = {};
  std::vector<SyncDestination> sync_destinations = {};
  TeamId next_team_id{1};
  StoryId next_story_id{1};
  SyncDestinationId next_sync_destination_id{1};
};

/// The documented limit is 5000 requests a minute for each IP address and key (D).
struct RateLimit {
  std::int64_t requests = 5000;  ///< 1 or more
  Milliseconds window{60'000};   ///< 1 ms to limits::rate_limit_window (a year)
};

/// What a push that has started comes to when it is due.
struct PushResult {
  std::optional<PushFailure> failure = {};  ///< empty: the destination's own rules decide
  std::string message = {};                 ///< error_message of a failure; empty: the usual words
};

/// A push that is under way: it waits for its start (deferred sync) or for its result (a slow
/// destination). Its subscription is in requires_sync and has no other push under way.
struct PendingPush {
  std::string tenant = {};  ///< name of the origin tenant
  SyncDestinationId sync_destination_id = {};
  StoryId story_id = {};
  Milliseconds due_in_ms{0};  ///< on the world's clock: 0 to limits::delay (10 minutes)
  SyncTrigger trigger = SyncTrigger::automatic;
  std::int64_t chain = 0;  ///< how many syncs led to it: 0 to limits::push_chain (16)
  std::optional<PushResult> result = {};  ///< empty: it has not started; faults are asked then
};

struct WorldSpec {
  std::vector<TenantSpec> tenants = {};      ///< the first answers requests that name no tenant
  std::optional<RateLimit> rate_limit = {};  ///< enforced only when set
  /// Of those that are due at the same time, the first here is the first to happen.
  std::vector<PendingPush> pending_pushes = {};
};

/// Reads a world file. Throws FileError.
WorldSpec load_world(const std::filesystem::path& file);

/// The same of a text; `name` stands for the file in errors. Throws FileError.
WorldSpec parse_world(std::string_view json, std::string_view name = "world");

/// The text of a world file with this content (two spaces of indentation, a final newline).
std::string to_json(const WorldSpec& world);

/// The world of the vendor's documentation (fixtures/worlds/documented_sample.json), built in.
WorldSpec sample_world();

}  // namespace tines_mock
