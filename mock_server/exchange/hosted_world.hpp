#pragma once

#include "api/context.hpp"
#include "exchange/rate_limiter.hpp"
#include "exchange/world_clock.hpp"
#include "faults/plan.hpp"
#include "faults/push_faults.hpp"
#include "journal/journal.hpp"
#include "support/changes.hpp"
#include "support/result.hpp"

#include <tines_mock/world_options.hpp>
#include <tines_mock/world_spec.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::exchange {

/// What a request gets when it arrives at a world.
struct Admission {
  std::shared_ptr<WorldClock> clock;  ///< has ended when the state was replaced since
  std::uint64_t rule_additions = 0;   ///< faults::Plan::additions at that time
  journal::Journal::Ticket ticket;    ///< its entry

  bool is_outdated() const { return clock->has_ended(); }
};

inline constexpr auto default_world_name = "default";

/// How a wait for a condition ended.
enum class WaitEnd {
  met,        ///< the condition became true
  timed_out,  ///< it did not
  stopped,    ///< stop was requested before it did
  replaced,   ///< the world's state was
  dropped     ///< the world was
};
/// Why a wait ended before its time, in words; empty: it did not.
std::string_view why_cut_short(WaitEnd end);

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

  /// The clock of the current epoch (see WorldClock).
  std::shared_ptr<WorldClock> epoch();
  /// Records a request that has arrived.
  Admission admit(JournalEntry entry);

  faults::Plan& faults() { return faults_; }
  faults::PushFaults& push_faults() { return push_faults_; }
  journal::Journal& journal() { return journal_; }
  api::WorldState& state() { return state_; }
  RateLimiter& rate_limiter() { return rate_limiter_; }

  std::vector<NamedTenant> tenants();
  /// The error holds the names of the tenants that exist.
  Result<NamedTenant, std::vector<std::string>> find_tenant(std::string_view name);
  /// Finds the tenant whose declared URL has that host, else the first tenant. The error is as
  /// above.
  Result<NamedTenant, std::vector<std::string>> find_tenant_for_host(std::string_view host);

  /// The path of a tenant below the mock's origin: "/t/origin", "/w/other/t/origin".
  std::string mock_path(std::string_view tenant) const;

  Changes& changes() { return changes_; }
  const Changes& changes() const { return changes_; }

  /// Calls `condition` now and after each change of the world, until it returns true, or `within`
  /// has passed in real time, or `stop` is requested, or the world's state is replaced or the world
  /// is dropped. Until then everything happens in the world that becomes due.
  WaitEnd wait_until(const std::function<bool()>& condition, Milliseconds within,
                     std::stop_token stop);

  /// When something will happen by the world's clock alone: a push is due, a rule expires, or a
  /// wait on a virtual clock ends. Empty: never.
  std::optional<Time> next_event();

  /// Notes it in `changes` if the state has changed since the last call. REQUIRES: state().mutex is
  /// held.
  void note_state();

  /// Runs `work(domain::World&, Time now)` with the world locked, after everything that is due.
  template <class Work>
  auto locked(Work work) {
    const std::scoped_lock lock(state_.mutex);
    push_faults_.end_request();
    const Time now = clock_->now();
    state_.world->settle(now);
    const NoteState note_at_end{*this};
    return work(*state_.world, now);
  }

  /// Lets go on what the rule of that name holds; pushes go on at once. Returns how many; empty
  /// when no such rule holds anything, ever.
  std::optional<std::size_t> release(std::string_view rule);

  /// Restores the state and the fault rules of the start, and empties the journal. A virtual clock
  /// keeps its time. Requests under way become outdated, and their waits end.
  void reset();
  /// The same with that state, which later resets restore too.
  void reset_to(WorldSpec spec);
  /// What a reset restores.
  WorldSpec start_state();
  /// Called when the world is dropped: requests under way become outdated, and all waits end.
  void end();
  WorldSpec export_state();
  /// Replaces the state and the rate limit, also for later resets. Fault rules and journal stay.
  /// Requests under way become outdated, and their waits end.
  void import_state(WorldSpec spec);

 private:
  struct NoteState {
    HostedWorld& world;
    ~NoteState() { world.note_state(); }
  };

  /// Notes it in `changes` if a rule has expired since the last call.
  void note_expiries(Time now);
  std::unique_ptr<domain::World> make_world(const WorldSpec& spec);
  /// Why a wait in that epoch ends at once, if it does.
  WaitEnd end_of(const WorldClock& epoch) const;
  /// Ends the current epoch and begins another with that state. REQUIRES: state_.mutex is held,
  /// except in the constructor.
  void install(std::unique_ptr<domain::World> world, std::optional<RateLimit> limit);
  /// REQUIRES: state_.mutex is held.
  void restart();

  const std::string name_;
  const WorldOptions options_;
  Changes changes_;
  const std::shared_ptr<VirtualClock> virtual_clock_;
  const std::shared_ptr<WorldClock> clock_;
  std::shared_ptr<WorldClock> epoch_;  // guarded by state_.mutex
  faults::Plan faults_;
  faults::PushFaults push_faults_{faults_};
  journal::Journal journal_;
  RateLimiter rate_limiter_;
  WorldSpec initial_;  // guarded by state_.mutex
  api::WorldState state_;
  // Guarded by state_.mutex.
  std::uint64_t noted_version_ = 0;  // of the state
  Time expiries_noted_until_{};
};

}  // namespace tines_mock::exchange
