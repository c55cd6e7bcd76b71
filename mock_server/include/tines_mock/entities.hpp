#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/ids.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

/// What a tenant holds, as values: in a world file, in the live state of a world and in what
/// TenantHandle returns. The API's facts about them: contract_tests/tines-api.md.
namespace tines_mock {

/// What a key may do on its tenant.
enum class Right {
  administer_sync,  ///< every operation on sync destinations
  publish,          ///< be the `destination_tenant_api_key` of a sync to this tenant
  read,             ///< list, get and export teams and stories
  write             ///< create, update, delete and import teams and stories
};

/// Whose key it is. A team key sees only its own team, the stories of that team and the sync
/// destinations with that origin team; it cannot create teams; it is deleted with its team.
enum class KeyKind { personal, service, tenant_owner, team };

struct ApiKey {
  std::string secret = {};  ///< not blank; never in a response, log, journal or report
  KeyKind kind = KeyKind::tenant_owner;
  std::set<Right> rights = {Right::administer_sync, Right::publish, Right::read, Right::write};
  std::optional<TeamId> team_id = {};  ///< set when `kind` is `team`, and only then
};

struct Team {
  TeamId id = {};
  std::string name = {};
};

/// The story of which a synced story is the copy.
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
  std::int64_t keep_events_for_s = 604800;  ///< 0 or more; the API accepts only some values
  bool disabled = false;
  bool priority = false;
  bool locked = false;
  bool change_control_enabled = false;
  std::vector<std::string> tags = {};

  // Who may send events to the story, and at which agents it begins and ends. The mock keeps and
  // returns these settings and does not act on them. A sync does not copy them.
  bool send_to_story_enabled = false;
  std::string send_to_story_access_source = "OFF";
  std::optional<std::string> send_to_story_access = {};
  std::vector<std::string> shared_team_slugs = {};
  bool send_to_story_skill_use_requires_confirmation = true;
  std::optional<AgentId> entry_agent_id = {};
  std::vector<AgentId> exit_agents = {};

  std::string guid = {};       ///< 32 hexadecimal digits; empty: made from the world's seed
  std::string content = "{}";  ///< agents, links, …: the text of a JSON object, kept unchanged
  Time created_at{};
  Time updated_at{};
  Time edited_at{};
  std::optional<StoryOrigin> synced_from = {};  ///< set on a copy that a sync made
};

/// Why a push fails.
enum class PushFailure {
  unreachable,   ///< no connection to the destination tenant
  timed_out,     ///< the destination tenant did not answer in time
  key_refused,   ///< it does not accept the key
  team_unknown,  ///< it has no such team
  rejected       ///< it does not accept the story
};

/// What caused a push.
enum class PushCause {
  create,    ///< the sync destination was created
  update,    ///< it was updated
  change,    ///< the story changed
  manual,    ///< a manual sync
  one_story  ///< the sync of one story
};

/// What a push came to. One that is stuck never ends: its subscription stays in `requires_sync`.
enum class PushOutcome { synced, failed, stuck };

/// A push that came to its result.
struct PastPush {
  Time at{};  ///< when it had its result; when it is stuck: its start
  PushCause cause = PushCause::create;
  bool deferred = false;  ///< it started later than its cause (SyncMode::deferred)
  PushOutcome result = PushOutcome::synced;
  std::optional<std::string> error_message = {};  ///< set exactly when `result` is `failed`
  std::string rule = {};  ///< name of the fault rule that acted on it; empty: none did
};

enum class SyncStatus { synced, failed, requires_sync };

/// One story of a sync destination.
struct Subscription {
  StoryId story_id = {};
  SyncStatus status = SyncStatus::requires_sync;
  std::optional<std::string> error_message = {};  ///< set exactly when `status` is `failed`
  /// Its latest pushes, oldest first: at most limits::push_history (10). A push that was cancelled,
  /// or replaced by another before it had a result, is not among them.
  std::vector<PastPush> history = {};
  std::int64_t pushes = 0;  ///< how many it had in all; no fewer than `history` has
};

/// Publishes stories of its tenant (the origin) to a team of another tenant (the destination), or
/// to another team of the same tenant.
struct SyncDestination {
  SyncDestinationId id = {};
  std::string destination_tenant_url = {};  ///< as the client sent it
  /// Not blank. Empty only when origin and destination are the same tenant (Revision::r2026_06).
  std::optional<std::string> destination_tenant_api_key = {};
  TeamId destination_team_id = {};
  TeamId origin_team_id = {};
  /// Stories are pushed only when a client asks for it. Setting it cancels the automatic pushes
  /// that are not finished; their subscriptions stay in `requires_sync`.
  bool manual_sync_only = false;
  std::vector<Subscription> subscriptions = {};
  /// Name of the tenant in this world that has the URL; empty when none had it at the time of the
  /// create or update.
  std::optional<std::string> destination_tenant = {};
  Time created_at{};
};

}  // namespace tines_mock
