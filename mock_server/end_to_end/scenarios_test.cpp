#include "end_to_end/testing/scenario_proofs.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::end_to_end;

TEST_CASE(
    "every scenario does what its description says, and a client sees it within a handful of "
    "requests") {
  auto proofs = connection_scenarios();
  proofs.merge(response_scenarios());
  proofs.merge(push_scenarios());
  constexpr std::size_t a_handful = 8;
  for (const auto& scenario : scenarios()) {
    INFO(scenario.name << ": " << scenario.description);
    REQUIRE(proofs.contains(scenario.name));
    MockServer server(sample_world(), {.virtual_clock = true});
    server.inject_scenario(scenario.name);
    proofs.at(scenario.name)(server);
    CHECK(server.world().unfired_faults().empty());
    CHECK(server.requests().size() <= a_handful);
  }
  CHECK(proofs.size() == scenarios().size());
}
