#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/ids.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

/// What a tenant holds, as plain values: the same types describe a world in a file, are its live
/// state, and are what `MockServer::tenant(…)` hands out. Facts: contract_tests/tines-api.md,
/// sections 1–3.
namespace tines_mock {

/// What a key may do on its tenant.
enum class Right {
  administer_sync,  ///< every operation on sync destinations
  publish,          ///< being the `destination_tenant_api_key` of a sync
  read,             ///< list, get and export teams and stories
  write             ///< create, update, delete and import teams and stories
};

/// What kind of key it is. For a team key there is only its own team, the stories of that team and
/// the sync destinations whose origin team it is; it creates no teams. It goes with its team.
enum class KeyKind { personal, service, tenant_owner, team };

struct ApiKey {
  std::string secret = {};  ///< not blank; in no answer, log, journal or report
  KeyKind kind = KeyKind::tenant_owner;
  std::set<Right> rights = {Right::administer_sync, Right::publish, Right::read, Right::write};
  std::optional<TeamId> team_id = {};  ///< set when `kind` is `team`, and only then
};

struct Team {
  TeamId id = {};
  std::string name = {};
};

/// Where a synced copy came from.
struct StoryOrigin {
  std::string tenant = {};  ///< name of the origin tenant in the world
  StoryId story_id = {};
  friend bool operator==(const StoryOrigin&, const StoryOrigin&) = default;
};

struct Story {
  StoryId id = {};
  std::string name = {};
  TeamId team_id = {};
  std::optional<FolderId> folder_id = {};
  std::optional<UserId> user_id = {};
  std::optional<std::string> description = {};
  std::int64_t keep_events_for_s = 604800;  ///< 0 or more; the API takes some values alone
  bool disabled = false;
  bool priority = false;
  bool locked = false;
  bool change_control_enabled = false;
  std::vector<std::string> tags = {};

  // Who may send to the story, and where it begins and ends then. Kept and shown as they were set,
  // with no effect. Settings of the story's own tenant: a sync does not carry them over.
  bool send_to_story_enabled = false;
  std::string send_to_story_access_source = "OFF";
  std::optional<std::string> send_to_story_access = {};
  std::vector<std::string> shared_team_slugs = {};
  bool send_to_story_skill_use_requires_confirmation = true;
  std::optional<AgentId> entry_agent_id = {};
  std::vector<AgentId> exit_agents = {};

  std::string guid = {};       ///< 32 hexadecimal digits; made from the world's seed when empty
  std::string content = "{}";  ///< agents, links, …: the text of a JSON object, kept as it came
  Time created_at{};
  Time updated_at{};
  Time edited_at{};
  std::optional<StoryOrigin> synced_from = {};  ///< set on a copy that a sync made
};

enum class SyncStatus { synced, failed, requires_sync };

/// One story of a sync destination.
struct Subscription {
  StoryId story_id = {};
  SyncStatus status = SyncStatus::requires_sync;
  std::optional<std::string> error_message = {};  ///< set exactly when `status` is `failed`
};

/// Publishes stories of the current tenant ("origin") to a team of the destination tenant.
struct SyncDestination {
  SyncDestinationId id = {};
  std::string destination_tenant_url = {};  ///< as it was sent
  /// Not blank. Empty optional in a same-tenant sync without a key (revision 2026-06).
  std::optional<std::string> destination_tenant_api_key = {};
  TeamId destination_team_id = {};
  TeamId origin_team_id = {};
  /// Only a manual trigger pushes. When it is set, automatic pushes that are under way are dropped;
  /// their subscriptions stay in requires_sync.
  bool manual_sync_only = false;
  std::vector<Subscription> subscriptions = {};
  /// Name of the tenant that the URL meant when it came; nothing when it meant none in this world.
  std::optional<std::string> destination_tenant = {};
  Time created_at{};
};

/// What started a push. A create, an update and a changed story do so by themselves; manual: a
/// manual sync, or the sync of one story.
enum class SyncTrigger { automatic, manual };

/// Why a push fails.
enum class PushFailure { unreachable, timed_out, key_refused, team_unknown, rejected };

}  // namespace tines_mock
