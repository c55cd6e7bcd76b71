#pragma once

#include "domain/world.hpp"
#include "testing/catch2.hpp"

#include <deque>

namespace tines_mock::domain::testing {

using Names = std::vector<std::string>;

/// Decides pushes by a list of decisions, in order; further pushes get the default decision.
class Script final : public PushDecider {
 public:
  std::deque<PushDecision> decisions;
  PushDecision decide(const Push&, Time) override {
    if (decisions.empty()) return {};
    const auto decision = decisions.front();
    decisions.pop_front();
    return decision;
  }
};

inline constexpr Time start = VirtualClock::default_start;
inline constexpr TeamId origin_team{7};
inline constexpr TeamId destination_team{42};
inline constexpr StoryId first{1};
inline constexpr StoryId second{2};
inline const Settings deferred{.deferred_sync = true, .sync_delay = Milliseconds(100)};

inline WorldSpec two_tenants() {
  TenantSpec origin{.name = "origin", .url = "https://origin.example"};
  origin.teams = {{origin_team, "here"}, {TeamId(8), "beside"}};
  origin.stories = {{.id = first, .name = "First", .team_id = origin_team},
                    {.id = second, .name = "Second", .team_id = origin_team},
                    {.id = StoryId(3), .name = "Beside", .team_id = TeamId(8)}};
  TenantSpec dest{.name = "dest", .url = "https://dest.example"};
  dest.keys = {{.secret = "dest-key"}, {.secret = "reader", .rights = {Right::read}}};
  dest.teams = {{destination_team, "there"}};
  return {.tenants = {origin, dest}};
}

/// A world of an origin and a destination tenant, with shorthands for tests.
struct Stage {
  explicit Stage(Settings settings = {}, const WorldSpec& spec = two_tenants(), Time now = start)
      : world(spec, settings, script, now) {}

  Tenant& origin() { return *world.find_tenant("origin"); }
  Tenant& dest() { return *world.find_tenant("dest"); }
  NewSyncDestination draft() const {
    return {.destination_tenant_url = "https://dest.example",
            .destination_tenant_api_key = "dest-key",
            .destination_team_id = destination_team,
            .team_id = origin_team,
            .story_ids = {first, second},
            .destination_tenant = "dest"};
  }
  SyncDestinationId create(NewSyncDestination wanted) {
    const auto created = world.create_sync_destination(origin(), std::move(wanted), start);
    REQUIRE(created);
    return created->id;
  }
  SyncDestinationId create() { return create(draft()); }
  const SyncDestination& destination(SyncDestinationId id) {
    return *std::as_const(origin()).find_sync_destination(id);
  }
  const Subscription& subscription(SyncDestinationId id, std::size_t index = 0) {
    return destination(id).subscriptions.at(index);
  }
  void rename(StoryId id, std::string name) {
    REQUIRE(world.change_story(
        origin(), id, [&](Story& story) { story.name = name; }, start));
  }
  std::vector<std::string> names_at_destination() {
    std::vector<std::string> names;
    for (const auto& [id, story] : dest().stories()) names.push_back(story.name);
    return names;
  }

  Script script;
  World world;
};

}  // namespace tines_mock::domain::testing
