#pragma once

#include <tines_mock/entities.hpp>
#include <tines_mock/file_error.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// The state of a world as a value, and as a world file (fixtures/schemas/world.schema.json).
namespace tines_mock {

struct TenantSpec {
  /// Stands in paths: 1 to limits::name_bytes (63) of the characters a–z, 0–9, '-' and '_'.
  std::string name = {};
  std::string url = {};  ///< its base URL in life, for example "https://dest.tines.com"
  std::vector<ApiKey> keys = {};
  std::vector<Team> teams = {};
  std::vector<Story> stories = {};
  std::vector<SyncDestination> sync_destinations = {};
  TeamId next_team_id{1};
  StoryId next_story_id{1};
  SyncDestinationId next_sync_destination_id{1};
};

/// How many requests a tenant accepts for each IP address and key before it answers 429. The
/// default is the documented limit (contract_tests/tines-api.md#rate-limit).
struct RateLimit {
  std::int64_t requests = 5000;  ///< 1 or more
  Milliseconds window{60'000};   ///< 1 ms to limits::rate_limit_window (a year)
};

/// The result that a started push will have.
struct PushResult {
  std::optional<PushFailure> failure = {};  ///< empty: it depends on the destination's state
  std::string message = {};                 ///< of the failure; empty: the usual error_message
  std::string rule = {};                    ///< as PastPush::rule
  bool deferred = false;                    ///< as PastPush::deferred
};

/// A push that is not finished: it has not started yet (deferred sync), or it takes its time (a
/// slow destination). Its subscription is in `requires_sync` and has no other push.
struct PendingPush {
  std::string tenant = {};  ///< name of the origin tenant
  SyncDestinationId sync_destination_id = {};
  StoryId story_id = {};
  Milliseconds due_in{0};  ///< on the world's clock; 0 to limits::delay (10 minutes)
  PushCause cause = PushCause::change;
  /// How many syncs led to it: 1 when a synced copy is itself synced on. 0 to limits::push_chain
  /// (16).
  std::int64_t chain = 0;
  std::optional<PushResult> result = {};  ///< empty: it has not started
};

struct WorldSpec {
  /// At most limits::tenants_per_world (100). The first answers requests that name no tenant.
  std::vector<TenantSpec> tenants = {};
  std::optional<RateLimit> rate_limit = {};  ///< empty: no limit
  /// Pushes that are due at the same time happen in this order.
  std::vector<PendingPush> pending_pushes = {};
};

/// Reads a world file. Throws FileError.
WorldSpec load_world(const std::filesystem::path& file);

/// Reads the text of a world file; errors call it `name`. Throws FileError.
WorldSpec parse_world(std::string_view json, std::string_view name = "world");

/// The text of a world file with this state (two spaces of indentation, a newline at the end).
std::string to_json(const WorldSpec& world);

/// The built-in world fixtures/worlds/documented_sample.json, with which the vendor's documented
/// example request gets the documented response.
WorldSpec sample_world();

}  // namespace tines_mock
