#include "domain/sync_engine.hpp"

#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::domain {
namespace {

std::string message_of(PushFailure failure, const SyncDestination& destination) {
  switch (failure) {
    case PushFailure::unreachable:
      return "The destination tenant could not be reached.";
    case PushFailure::timed_out:
      return "The destination tenant did not answer in time.";
    case PushFailure::key_refused:
      return "The destination tenant refused the API key.";
    case PushFailure::team_unknown:
      return "The destination tenant has no team " +
             std::to_string(destination.destination_team_id.value) + ".";
    case PushFailure::rejected:
      return "The destination tenant rejected the story.";
  }
  return {};
}

void set_synced(Subscription& subscription) {
  subscription.status = SyncStatus::synced;
  subscription.error_message.reset();
}

void set_requires_sync(Subscription& subscription) {
  subscription.status = SyncStatus::requires_sync;
  subscription.error_message.reset();
}

void set_failed(Subscription& subscription, std::string message) {
  subscription.status = SyncStatus::failed;
  subscription.error_message = std::move(message);
}

void remember(Subscription& subscription, PastPush push) {
  auto& history = subscription.history;
  if (history.size() == limits::push_history) history.erase(history.begin());
  history.push_back(std::move(push));
  ++subscription.pushes;
}

bool is_manual(PushCause cause) {
  return cause == PushCause::manual || cause == PushCause::one_story;
}

bool may_publish(const ApiKey& key, TeamId team) {
  return key.rights.contains(Right::publish) && (!key.team_id || *key.team_id == team);
}

// Copies what a push transfers. Everything else (id, guid, team, folder, owner) stays the copy's
// own.
void carry_over(const Story& from, Story& to) {
  to.name = from.name;
  to.description = from.description;
  to.keep_events_for_s = from.keep_events_for_s;
  to.disabled = from.disabled;
  to.priority = from.priority;
  to.tags = from.tags;
  to.content = from.content;
}

bool carries_the_same(const Story& a, const Story& b) {
  return a.name == b.name && a.description == b.description &&
         a.keep_events_for_s == b.keep_events_for_s && a.disabled == b.disabled &&
         a.priority == b.priority && a.tags == b.tags && a.content == b.content;
}

}  // namespace

Subscription* find_subscription(SyncDestination& destination, StoryId story) {
  const auto found = std::ranges::find(destination.subscriptions, story, &Subscription::story_id);
  return found == destination.subscriptions.end() ? nullptr : &*found;
}

SyncEngine::SyncEngine(std::vector<Tenant>& tenants, const Settings& settings, PushDecider& decider)
    : tenants_(tenants), settings_(settings), decider_(decider) {}

Time SyncEngine::push(Tenant& origin, SyncDestination& destination,
                      const std::vector<StoryId>& stories, PushCause cause, Time now) {
  for (const StoryId story : stories) {
    if (Subscription* subscription = find_subscription(destination, story))
      set_requires_sync(*subscription);
    schedule(start_of(now),
             {.subscription = {&origin, destination.id, story}, .cause = cause, .caused_at = now});
  }
  if (settings_.deferred_sync) return now;
  settle(now);
  Time settled = now;
  for (const StoryId story : stories) {
    const auto pending = under_way_.find({&origin, destination.id, story});
    if (pending != under_way_.end()) settled = std::max(settled, pending->second.first);
  }
  return settled;
}

void SyncEngine::story_changed(const Tenant& tenant, StoryId story, Time now) {
  resync(tenant, story, 0, now);
  settle(now);
}

void SyncEngine::resync(const Tenant& tenant, StoryId story, std::int64_t chain, Time now) {
  Tenant& origin = const_cast<Tenant&>(tenant);
  for (auto& [id, destination] : origin.sync_destinations()) {
    Subscription* subscription = find_subscription(destination, story);
    if (!subscription) continue;
    set_requires_sync(*subscription);
    if (destination.manual_sync_only || chain >= limits::push_chain) continue;
    schedule(start_of(now),
             {.subscription = {&origin, id, story}, .caused_at = now, .chain = chain});
  }
}

Time SyncEngine::start_of(Time cause) const {
  return settings_.deferred_sync ? cause + settings_.sync_delay : cause;
}

void SyncEngine::settle(Time now) {
  for (;;) {
    schedule_released(now);
    const auto next = queue_.begin();
    if (next == queue_.end() || next->first.first > now) return;
    const Time due = next->first.first;
    Step step = std::move(next->second);
    queue_.erase(next);
    under_way_.erase(step.subscription);
    start(std::move(step), due);
  }
}

void SyncEngine::schedule_released(Time now) {
  const auto is_over = [&](const HeldStep& held) { return held.hold->is_over(now); };
  for (;;) {
    const auto over = std::ranges::find_if(held_, is_over);
    if (over == held_.end()) return;
    const Time due = std::min(over->hold->until().value_or(now), now);
    Step step = std::move(over->step);
    held_.erase(over);
    schedule(due, std::move(step));
  }
}

std::optional<Time> SyncEngine::next_due() const {
  std::optional<Time> next;
  if (!queue_.empty()) next = queue_.begin()->first.first;
  for (const auto& held : held_)
    if (const auto until = held.hold->until()) next = std::min(next.value_or(*until), *until);
  return next;
}

std::vector<PendingPush> SyncEngine::pending(Time now) const {
  std::vector<PendingPush> pushes;
  const auto add = [&](const Step& step, Milliseconds due_in) {
    pushes.push_back({.tenant = step.subscription.origin->name(),
                      .sync_destination_id = step.subscription.destination,
                      .story_id = step.subscription.story,
                      .due_in = due_in,
                      .cause = step.cause,
                      .chain = step.chain,
                      .result = step.result});
  };
  for (const auto& held : held_) add(held.step, Milliseconds{0});
  for (const auto& [due, step] : queue_) add(step, due.first - now);
  return pushes;
}

void SyncEngine::resume(const std::vector<PendingPush>& pushes, Time now) {
  for (const PendingPush& push : pushes)
    schedule(now + push.due_in,
             {.subscription = {find_tenant(push.tenant), push.sync_destination_id, push.story_id},
              .cause = push.cause,
              .chain = push.chain,
              .result = push.result});
}

void SyncEngine::cancel(Tenant& origin, const SyncDestination& destination) {
  for (const auto& subscription : destination.subscriptions)
    cancel(origin, destination.id, subscription.story_id);
}

void SyncEngine::cancel_automatic(Tenant& origin, const SyncDestination& destination) {
  for (const auto& subscription : destination.subscriptions) {
    const SubscriptionKey key{&origin, destination.id, subscription.story_id};
    const Step* step = find_step(key);
    if (step && !is_manual(step->cause)) cancel(key);
  }
}

void SyncEngine::cancel(Tenant& origin, SyncDestinationId destination, StoryId story) {
  cancel({&origin, destination, story});
}

const SyncEngine::Step* SyncEngine::find_step(const SubscriptionKey& subscription) const {
  for (const auto& held : held_)
    if (held.step.subscription == subscription) return &held.step;
  const auto pending = under_way_.find(subscription);
  return pending == under_way_.end() ? nullptr : &queue_.at(pending->second);
}

void SyncEngine::cancel(const SubscriptionKey& subscription) {
  steps_ += std::erase_if(
      held_, [&](const HeldStep& held) { return held.step.subscription == subscription; });
  const auto pending = under_way_.find(subscription);
  if (pending == under_way_.end()) return;
  queue_.erase(pending->second);
  under_way_.erase(pending);
  ++steps_;
}

void SyncEngine::schedule(Time due, Step step) {
  cancel(step.subscription);
  const Due key{due, next_number_++};
  under_way_[step.subscription] = key;
  queue_.emplace(key, std::move(step));
  ++steps_;
}

Subscription& SyncEngine::subscription_of(const SubscriptionKey& key) {
  return *find_subscription(*key.origin->find_sync_destination(key.destination), key.story);
}

void SyncEngine::start(Step step, Time now) {
  ++steps_;
  const auto& [origin, destination, story] = step.subscription;
  if (!step.result) {
    auto decision = decider_.decide({origin->name(), destination, story}, now);
    const bool deferred = now > step.caused_at;
    if (decision.stuck)
      return remember(subscription_of(step.subscription), {.at = now,
                                                           .cause = step.cause,
                                                           .deferred = deferred,
                                                           .result = PushOutcome::stuck,
                                                           .rule = std::move(decision.rule)});
    step.result = {decision.failure, std::move(decision.message), std::move(decision.rule),
                   deferred};
    if (decision.hold) return held_.push_back({std::move(step), std::move(decision.hold)});
    if (decision.duration > Milliseconds{0})
      return schedule(now + decision.duration, std::move(step));
  }
  finish(step, now);
}

void SyncEngine::finish(const Step& step, Time now) {
  Tenant& origin = *step.subscription.origin;
  SyncDestination& destination = *origin.find_sync_destination(step.subscription.destination);
  Subscription& subscription = *find_subscription(destination, step.subscription.story);
  const Story* story = origin.find_story(subscription.story_id);
  const PushResult& result = *step.result;
  const auto receiver = result.failure ? Result<Tenant*, PushFailure>(Failure{*result.failure})
                                       : find_receiver(destination, origin);
  if (!receiver)
    set_failed(subscription,
               result.message.empty() ? message_of(receiver.error(), destination) : result.message);
  else if (!story)
    set_failed(subscription, "The story was deleted.");
  else
    set_synced(subscription);
  const bool synced = subscription.status == SyncStatus::synced;
  remember(subscription, {.at = now,
                          .cause = step.cause,
                          .deferred = result.deferred,
                          .result = synced ? PushOutcome::synced : PushOutcome::failed,
                          .error_message = subscription.error_message,
                          .rule = result.rule});
  if (synced) copy(origin, *story, **receiver, destination.destination_team_id, step.chain, now);
}

void SyncEngine::copy(const Tenant& origin, const Story& story, Tenant& to, TeamId team,
                      std::int64_t chain, Time now) {
  const StoryOrigin from{origin.name(), story.id};
  const Story* there = to.find_copy(from, team);
  if (there && carries_the_same(*there, story)) return;

  Story copied = there ? *there : Story{};
  carry_over(story, copied);
  copied.team_id = team;
  copied.synced_from = from;
  copied.updated_at = copied.edited_at = now;
  if (there) {
    const StoryId id = copied.id;
    to.replace_story(std::move(copied));
    resync(to, id, chain + 1, now);
  } else {
    copied.created_at = now;
    to.add_story(std::move(copied));
  }
}

Tenant* SyncEngine::tenant_of(const SyncDestination& destination) const {
  return destination.destination_tenant ? find_tenant(*destination.destination_tenant) : nullptr;
}

Tenant* SyncEngine::find_tenant(std::string_view name) const {
  const auto found = std::ranges::find(tenants_, name, &Tenant::name);
  return found == tenants_.end() ? nullptr : &*found;
}

Result<Tenant*, PushFailure> SyncEngine::find_receiver(const SyncDestination& destination,
                                                       const Tenant& origin) const {
  Tenant* to = tenant_of(destination);
  if (!to) return Failure{PushFailure::unreachable};
  if (destination.destination_tenant_api_key) {
    const ApiKey* key = to->find_key(*destination.destination_tenant_api_key);
    if (!key || !may_publish(*key, destination.destination_team_id))
      return Failure{PushFailure::key_refused};
  } else if (to != &origin) {
    return Failure{PushFailure::key_refused};
  }
  if (!to->find_team(destination.destination_team_id)) return Failure{PushFailure::team_unknown};
  return to;
}

}  // namespace tines_mock::domain
