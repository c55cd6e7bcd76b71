#pragma once

#include "domain/world.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"

#include <tines_mock/assumptions.hpp>
#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>
#include <tines_mock/revision.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>

/// What the operations of the API work with.
namespace tines_mock::api {

/// The state of a world and the mutex that guards it. The mutex is held for reading and changing
/// the state only: JSON is parsed and written without it.
struct WorldState {
  std::mutex mutex;
  std::unique_ptr<domain::World> world;
};

/// The tenant existed when the request arrived, but the world was replaced since.
class TenantGone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The world's state was replaced (reset, import, drop) after the request arrived. Such a request
/// must not change the new state.
class WorldReplaced : public std::runtime_error {
 public:
  WorldReplaced() : std::runtime_error("the world was replaced while the request was under way") {}
};

/// What a key sees of its tenant: everything, or with a team key only that team and what belongs to
/// it. What a key does not see is answered as if it did not exist (an assumption).
class Scope {
 public:
  Scope() = default;
  explicit Scope(const ApiKey& key) : only_team_(key.team_id) {}

  bool is_whole_tenant() const { return !only_team_; }

  bool sees(TeamId team) const { return !only_team_ || *only_team_ == team; }
  bool sees(const Team& team) const { return sees(team.id); }
  bool sees(const Story& story) const { return sees(story.team_id); }
  bool sees(const SyncDestination& destination) const { return sees(destination.origin_team_id); }

 private:
  std::optional<TeamId> only_team_ = {};
};

/// What an operation did, beside its response.
struct Outcome {
  bool changed = false;                           ///< the world
  std::optional<SyncDestinationId> created = {};  ///< by sync_destination.create
  bool read_was_behind = false;                   ///< Behaviour::read_lag hid something
};

/// Called while an operation runs, on the request's thread.
class OperationHooks {
 public:
  virtual ~OperationHooks() = default;
  /// The world is locked and nothing was done yet. Throws WorldReplaced.
  virtual void on_locked() = 0;
  /// Everything that was due by now is done; what follows is done by the operation.
  virtual void on_settled() = 0;
  /// The operation has used the world, which is still locked.
  virtual void on_worked(const Outcome& outcome) = 0;
  /// The operation is about to wait on the clock.
  virtual void on_wait() = 0;
};

/// The tenant that a request goes to.
struct RequestedTenant {
  std::string name;
  std::string link_base;     ///< the start of links to it: "http://127.0.0.1:80/t/a"
  domain::MockOrigins mock;  ///< where other tenants of its world have their URLs
};

/// The world of a request, and the clock that its waits run on.
struct WorldAccess {
  WorldState& state;
  Clock& clock;
  std::stop_token stop;  ///< ends waits
};

/// How the tenants of a world behave.
struct Behaviour {
  const Assumptions& assumptions;
  Revision revision;
  Milliseconds read_lag{0};  ///< reads do not see sync destinations younger than this
};

/// What an operation sees of the world while the world is locked.
struct LockedWorld {
  domain::World& world;
  domain::Tenant& tenant;
  Time now;
  const Scope& scope;

  // Null when there is none, or the request's key does not see it.
  const Team* find(TeamId id) const { return if_seen(tenant.find_team(id)); }
  const Story* find(StoryId id) const { return if_seen(tenant.find_story(id)); }
  const SyncDestination* find(SyncDestinationId id) const {
    return if_seen(std::as_const(tenant).find_sync_destination(id));
  }

 private:
  template <class Entity>
  const Entity* if_seen(const Entity* found) const {
    return found && scope.sees(*found) ? found : nullptr;
  }
};

/// One request and everything that its operation needs.
struct Context {
  const Request& request;
  const Target& target;
  std::string path;  ///< without the prefix of world and tenant: "/api/v1/…"
  RequestedTenant tenant;
  WorldAccess world;
  Behaviour behaviour;
  OperationHooks& hooks;

  // Set while the request is carried out.
  PathParameters parameters = {};
  Scope scope = {};
  Outcome outcome = {};

  void wait_until(Time time) {
    hooks.on_wait();
    world.clock.wait_until(time, world.stop);
  }

  /// Runs `work(const LockedWorld&)` with the world locked, after everything that is due by now.
  template <class Work>
  auto with_locked_world(Work work) {
    const std::scoped_lock lock(world.state.mutex);
    hooks.on_locked();
    domain::World& state = *world.state.world;
    domain::Tenant* found = state.find_tenant(tenant.name);
    if (!found) throw TenantGone(tenant.name);
    const Time now = world.clock.now();
    state.settle(now);
    hooks.on_settled();
    const auto before = state.changes();
    auto result = work(LockedWorld{state, *found, now, scope});
    outcome.changed = state.changes() != before;
    hooks.on_worked(outcome);
    return result;
  }
};

}  // namespace tines_mock::api
