#pragma once

#include "domain/push.hpp"
#include "domain/settings.hpp"
#include "domain/tenant.hpp"
#include "support/result.hpp"

#include <tines_mock/world_spec.hpp>

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace tines_mock::domain {

/// Pushes stories to where they are subscribed to. A push is started, perhaps after a while
/// (deferred sync), and has its result, perhaps after a while (a slow destination); what is due by
/// now happens in `settle`, in the order of its time. A later push of a subscription takes the
/// place of an earlier one that is still under way. What is under way is subscribed to and in
/// requires_sync.
class SyncEngine {
 public:
  /// All three must outlive the engine; the vector must not grow.
  SyncEngine(std::vector<Tenant>& tenants, const Settings& settings, PushDecider& decider);

  /// Starts a push of these stories, which are subscribed to. Returns when the last of those that
  /// run now will have its result: `now` when all have it.
  Time push(Tenant& origin, SyncDestination& destination, const std::vector<StoryId>& stories,
            SyncTrigger trigger, Time now);

  /// The story is not subscribed to any more: what was to be pushed is not.
  void cancel(Tenant& origin, SyncDestinationId destination, StoryId story);
  /// The same of every story of a sync destination that is no more.
  void cancel(Tenant& origin, const SyncDestination& destination);
  /// Only a manual trigger pushes from now on.
  void cancel_automatic(Tenant& origin, const SyncDestination& destination);

  /// A story was changed: its subscriptions sync, or wait for a manual trigger.
  void story_changed(const Tenant& tenant, StoryId story, Time now);

  /// Does what is due up to and including `now`.
  void settle(Time now);

  /// The pushes that are under way, in the order in which they are due.
  std::vector<PendingPush> pending(Time now) const;
  /// Goes on with pushes that were under way in the state that this world started from.
  void resume(const std::vector<PendingPush>& pushes, Time now);

  /// The tenant that a sync destination publishes to; null when the world has none such.
  Tenant* tenant_of(const SyncDestination& destination) const;

  /// The tenant that would accept a push now, or why the push would fail by that tenant's rules.
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
    SyncTrigger trigger = SyncTrigger::automatic;
    std::int64_t chain = 0;                 ///< how many syncs led here
    std::optional<PushResult> result = {};  ///< set: the push has started and has its result
  };
  using Due = std::pair<Time, std::uint64_t>;  ///< the number keeps the order within one time

  void cancel(const SubscriptionKey& subscription);
  void schedule(Time due, Step step);
  void start(Step step, Time now);
  void finish(const Step& step, Time now);
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
  std::uint64_t next_number_ = 0;
};

/// The story's subscription, or null.
Subscription* find_subscription(SyncDestination& destination, StoryId story);

}  // namespace tines_mock::domain
