#pragma once

#include "domain/push.hpp"
#include "domain/settings.hpp"
#include "domain/tenant.hpp"
#include "support/result.hpp"

#include <tines_mock/world_spec.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace tines_mock::domain {

/// Pushes subscribed stories to their destinations. A push may start later (deferred sync), and may
/// have its result some time after its start (a slow destination). `settle` carries out what is
/// due, in the order of due times. A subscription has at most one push under way: a new push
/// replaces it. While its push is under way, the subscription has the status requires_sync. A push
/// that is held (PushHold) goes on at the next `settle` after its hold is over.
class SyncEngine {
 public:
  /// All three must outlive the engine; the vector must not grow.
  SyncEngine(std::vector<Tenant>& tenants, const Settings& settings, PushDecider& decider);

  /// Starts pushes of these subscribed stories. Returns the time at which the last of the pushes
  /// that start now has its result; that is `now` when all have it already. Held pushes do not
  /// count.
  Time push(Tenant& origin, SyncDestination& destination, const std::vector<StoryId>& stories,
            PushCause cause, Time now);

  /// Drops the push of a subscription that was removed.
  void cancel(Tenant& origin, SyncDestinationId destination, StoryId story);
  /// Drops all pushes of a sync destination that was deleted.
  void cancel(Tenant& origin, const SyncDestination& destination);
  /// Drops the pushes that no manual sync caused.
  void cancel_automatic(Tenant& origin, const SyncDestination& destination);

  /// Starts pushes of a changed story. With manual_sync_only a subscription waits for a trigger.
  void story_changed(const Tenant& tenant, StoryId story, Time now);

  /// Carries out what is due up to and including `now`.
  void settle(Time now);

  /// How often something was done to a push: it was scheduled, dropped or carried out.
  std::uint64_t steps() const { return steps_; }
  /// When the next push is due; empty when none is, unless a hold ends.
  std::optional<Time> next_due() const;

  /// The pushes that are under way, in the order in which they are due.
  std::vector<PendingPush> pending(Time now) const;
  /// Continues pushes that were under way in the state that this world started with.
  void resume(const std::vector<PendingPush>& pushes, Time now);

  /// The tenant that a sync destination publishes to; null when the world has no such tenant.
  Tenant* tenant_of(const SyncDestination& destination) const;

  /// The tenant that a push would go to now. The error: why that tenant's rules would let it fail.
  Result<Tenant*, PushFailure> find_receiver(const SyncDestination& destination,
                                             const Tenant& origin) const;

 private:
  struct SubscriptionKey {
    Tenant* origin;
    SyncDestinationId destination;
    StoryId story;
    friend auto operator<=>(const SubscriptionKey&, const SubscriptionKey&) = default;
  };
  struct Step {
    SubscriptionKey subscription;
    PushCause cause = PushCause::change;
    Time caused_at{};        ///< of a resumed push: the beginning of time
    std::int64_t chain = 0;  ///< the number of pushes that caused this one, each of the next copy
    std::optional<PushResult> result =
        {};  ///< set: the push has started and this will be its result
  };
  using Due =
      std::pair<Time, std::uint64_t>;  ///< the number orders pushes that are due at one time

  struct HeldStep {
    Step step;
    std::shared_ptr<const PushHold> hold;
  };

  void cancel(const SubscriptionKey& subscription);
  /// The push of a subscription; null when none is under way.
  const Step* find_step(const SubscriptionKey& subscription) const;
  /// Schedules the pushes whose hold is over.
  void schedule_released(Time now);
  void schedule(Time due, Step step);
  void start(Step step, Time now);
  void finish(const Step& step, Time now);
  static Subscription& subscription_of(const SubscriptionKey& key);
  void copy(const Tenant& origin, const Story& story, Tenant& to, TeamId team, std::int64_t chain,
            Time now);
  void resync(const Tenant& tenant, StoryId story, std::int64_t chain, Time now);
  Time start_of(Time cause) const;
  Tenant* find_tenant(std::string_view name) const;

  std::vector<Tenant>& tenants_;
  const Settings& settings_;
  PushDecider& decider_;
  std::map<Due, Step> queue_;
  std::map<SubscriptionKey, Due> under_way_;
  std::vector<HeldStep> held_;
  std::uint64_t next_number_ = 0;
  std::uint64_t steps_ = 0;
};

/// The story's subscription, or null.
Subscription* find_subscription(SyncDestination& destination, StoryId story);

}  // namespace tines_mock::domain
