#pragma once

#include "exchange/exchange.hpp"
#include "testing/catch2.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tines_mock::exchange::testing {

inline constexpr auto list = "/api/v1/admin/sync_destinations";

/// The sample world behind an exchange, without a socket.
struct Stage {
  explicit Stage(WorldOptions options = {}, WorldSpec spec = sample_world())
      : world(std::make_shared<HostedWorld>("default", std::move(spec), std::move(options))) {}

  void inject(FaultRule rule) {
    const auto mistakes = world->faults().add({std::move(rule)}, world->clock().now());
    REQUIRE(mistakes.empty());
  }
  Response get(std::string path) {
    return exchange.handle({.target = std::move(path), .headers = authorised});
  }
  Response create(std::stop_token stop = {}) {
    return exchange.handle({.method = "POST",
                            .target = "/api/v1/admin/sync_destinations",
                            .headers = authorised,
                            .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                        "destination_tenant_api_key": "dest-key", "team_id": 7,
                                        "destination_team_id": 42, "story_ids": [9981]})"},
                           std::move(stop));
  }
  std::size_t destinations() {
    return world->locked([](domain::World& domain, Time) {
      return domain.find_tenant("origin")->sync_destinations().size();
    });
  }
  JournalEntry last() { return world->journal().entries().back(); }

  const Headers authorised{{"Authorization", "Bearer origin-key"}};
  std::shared_ptr<HostedWorld> world;
  Hosting hosting{world};
  std::vector<std::string> control_targets;
  Exchange exchange{hosting,
                    [this](const Request& request, std::stop_token) {
                      control_targets.push_back(request.target);
                      return Response{.status = 200, .headers = {}, .body = "control"};
                    },
                    {}};
};

}  // namespace tines_mock::exchange::testing
