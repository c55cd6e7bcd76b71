#pragma once

#include "api/scope.hpp"
#include "domain/world.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"
#include "support/url.hpp"

#include <tines_mock/assumptions.hpp>
#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>
#include <tines_mock/revision.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>

namespace tines_mock::api {

/// The live state of a world. Whoever touches it holds the mutex, for the state change alone: JSON
/// is parsed and written outside.
struct WorldState {
  std::mutex mutex;
  std::unique_ptr<domain::World> world;
};

/// The tenant was there when the request came and is gone now: the world was replaced meanwhile.
class TenantGone : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The world has another state than when the request came (reset, import, drop): the request
/// belongs to the old one, and nothing of it is in the new one.
class WorldReplaced : public std::runtime_error {
 public:
  WorldReplaced() : std::runtime_error("the world was replaced while the request was under way") {}
};

/// Told how an operation works on the world, on the request's thread.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  /// The world is locked; nothing was done yet. Throws WorldReplaced.
  virtual void on_locked() = 0;
  /// Everything that was due is done: what happens from now on is the operation's.
  virtual void on_settled() = 0;
  /// The operation has done its work and made `created`, if anything; the world is still locked.
  virtual void on_worked(bool changed, std::optional<SyncDestinationId> created) = 0;
  /// The operation will wait on the clock.
  virtual void on_wait() = 0;
};

/// What an operation sees of the world while it holds the lock.
struct Scene {
  domain::World& world;
  domain::Tenant& tenant;
  Time now;
  const Scope& scope;

  // Null when it is not there, or not for the call's key.
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

/// One request on its way to one operation of one tenant.
struct Call {
  const Request& request;
  const Target& target;
  PathParameters parameters;
  std::string tenant;
  std::string path;       ///< without the prefix of world and tenant: "/api/v1/…"
  std::string link_base;  ///< what links to this tenant start with: "http://127.0.0.1:80/t/a"
  /// The tenant that a URL means in the mock (not its declared one); empty when it means none.
  std::function<std::optional<std::string>(const BaseUrl&)> tenant_at_mock_url;

  WorldState& state;
  Clock& clock;
  std::stop_token stop;
  const Assumptions& assumptions;
  Revision revision;
  Milliseconds read_lag{0};  ///< List and Show see what is older than that
  Scope scope;               ///< what the key sees; set when the call is authorised

  CallObserver& observer;

  std::optional<SyncDestinationId> created = {};  ///< what the operation made, when it made one
  bool read_was_behind = false;                   ///< `read_lag` hid something that is there

  void wait_until(Time time) {
    observer.on_wait();
    clock.wait_until(time, stop);
  }

  /// Runs `work(Scene)` under the world's lock, with everything done that is due by now.
  template <class Work>
  auto locked(Work work) {
    const std::scoped_lock lock(state.mutex);
    observer.on_locked();
    domain::World& world = *state.world;
    domain::Tenant* found = world.find_tenant(tenant);
    if (!found) throw TenantGone(tenant);
    const Time now = clock.now();
    world.settle(now);
    observer.on_settled();
    const auto before = world.changes();
    auto result = work(Scene{world, *found, now, scope});
    observer.on_worked(world.changes() != before, created);
    return result;
  }
};

using Operation = Response (*)(Call&);

}  // namespace tines_mock::api
