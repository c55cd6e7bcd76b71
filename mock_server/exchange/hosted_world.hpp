#pragma once

#include "api/context.hpp"
#include "exchange/rate_limiter.hpp"
#include "exchange/world_clock.hpp"
#include "faults/plan.hpp"
#include "faults/push_faults.hpp"
#include "journal/journal.hpp"
#include "support/result.hpp"

#include <tines_mock/world_options.hpp>
#include <tines_mock/world_spec.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::exchange {

/// What a request belongs to from its arrival on.
struct Admission {
  std::shared_ptr<WorldClock> clock;  ///< of the epoch; it has ended when the request is outdated
  std::uint64_t rule_additions = 0;   ///< faults::Plan::additions as the request came
  journal::Journal::Ticket ticket;    ///< its entry

  bool is_outdated() const { return clock->has_ended(); }
};

inline constexpr auto default_world_name = "default";

/// A tenant that a request names.
struct NamedTenant {
  std::string name;
  std::string declared_url;
};

/// A world that a server serves: its state, and everything else that its requests need.
/// Thread-safe.
class HostedWorld {
 public:
  /// Throws std::logic_error when options.faults are not valid.
  HostedWorld(std::string name, WorldSpec spec, WorldOptions options);
  HostedWorld(const HostedWorld&) = delete;
  HostedWorld& operator=(const HostedWorld&) = delete;

  const std::string& name() const { return name_; }
  const WorldOptions& options() const { return options_; }
  Clock& clock() const { return *clock_; }
  /// Null when the world runs on real time.
  VirtualClock* virtual_clock() const { return virtual_clock_.get(); }

  /// The clock of the present epoch.
  std::shared_ptr<WorldClock> epoch();
  /// Takes a request in: its entry stands in the journal from here on.
  Admission admit(JournalEntry entry);

  faults::Plan& faults() { return faults_; }
  faults::PushFaults& push_faults() { return push_faults_; }
  journal::Journal& journal() { return journal_; }
  api::WorldState& state() { return state_; }
  RateLimiter& rate_limiter() { return rate_limiter_; }

  std::vector<NamedTenant> tenants();
  /// The error is the names of the tenants that exist.
  Result<NamedTenant, std::vector<std::string>> find_tenant(std::string_view name);
  /// The tenant whose declared URL has that host, else the first tenant. The error: as above.
  Result<NamedTenant, std::vector<std::string>> find_tenant_for_host(std::string_view host);

  /// The path of a tenant below the mock's origin: "/t/origin", "/w/other/t/origin".
  std::string mock_path(std::string_view tenant) const;

  /// Runs `work(domain::World&, Time now)` under the lock, with everything done that is due.
  template <class Work>
  auto locked(Work work) {
    const std::scoped_lock lock(state_.mutex);
    push_faults_.made_by_no_request();
    const Time now = clock_->now();
    state_.world->settle(now);
    return work(*state_.world, now);
  }

  /// As it was at the start: state, faults, an empty journal. A virtual clock stays: time does not
  /// go back. Requests under way are outdated from now on, and wait no longer.
  void reset();
  /// The world is dropped: as reset for the requests under way, and nobody waits on its clock.
  void end();
  WorldSpec export_state();
  /// Another state and rate limit from now on, also what `reset` goes back to. Faults and journal
  /// stay. Requests under way are outdated from now on, and wait no longer.
  void import_state(WorldSpec spec);

 private:
  std::unique_ptr<domain::World> make_world(const WorldSpec& spec);
  /// Ends the present epoch and begins another with that state. REQUIRES: state_.mutex is held, but
  /// for the constructor.
  void install(std::unique_ptr<domain::World> world, std::optional<RateLimit> limit);

  const std::string name_;
  const WorldOptions options_;
  const std::shared_ptr<VirtualClock> virtual_clock_;
  const std::shared_ptr<WorldClock> clock_;
  std::shared_ptr<WorldClock> epoch_;  // guarded by state_.mutex
  faults::Plan faults_;
  faults::PushFaults push_faults_{faults_};
  journal::Journal journal_;
  RateLimiter rate_limiter_;
  WorldSpec initial_;  // guarded by state_.mutex
  api::WorldState state_;
};

}  // namespace tines_mock::exchange
