#pragma once

#include "demo/player.hpp"
#include "exchange/testing/stage.hpp"

#include <chrono>
#include <functional>

namespace tines_mock::demo::testing {

/// A demo on its world, without a socket.
struct Played {
  explicit Played(Demo demo, WorldOptions options, WorldSpec world = demo_world())
      : stage(std::move(options), std::move(world)),
        player(std::move(demo), stage.world, [this](const Request& request, std::stop_token stop) {
          stage.exchange.handle(request, std::move(stop));
        }) {}

  /// Blocks until the condition holds; it may become true with any change of the world or the demo.
  void wait_until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    auto& changes = stage.world->changes();
    for (;;) {
      const auto seen = changes.total();  // before the condition looks, so that no change is missed
      if (condition()) return;
      REQUIRE(std::chrono::steady_clock::now() < deadline);
      changes.wait(seen, deadline, {});
    }
  }

  std::vector<JournalEntry> requests() { return stage.world->journal().entries(); }
  /// Of the tenant that publishes: the first.
  std::vector<SyncDestination> destinations() {
    return stage.world->export_state().tenants.front().sync_destinations;
  }

  exchange::testing::Stage stage;
  Player player;
};

}  // namespace tines_mock::demo::testing
