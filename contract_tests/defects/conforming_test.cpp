#include "contract_tests/defects/defects.hpp"
#include "contract_tests/defects/judged.hpp"
#include "support/catch2.hpp"

using namespace tines_mock::contract;
using tines_mock::Request;

namespace {

Judged judge_variant(const Variant& variant) {
  ReferenceWorld world(variant.options);
  const auto origin = variant.decorate(
      world, [&](const Request& request) { return world.handle(world.origin, request); });
  return judge(world.settings(), origin,
               [&](const Request& request) { return world.handle(world.destination, request); });
}

}  // namespace

TEST_CASE("a conforming tenant keeps every promise, and everything can be checked") {
  ReferenceWorld world;
  const auto judged = judge(world);
  INFO(judged.report());
  CHECK(judged.with(Outcome::broken).empty());
  CHECK(judged.with(Outcome::differs).empty());
  CHECK(judged.with(Outcome::could_not_check).empty());
}

TEST_CASE("a tenant that conforms in its own way breaks no promise") {
  for (const auto& variant : conforming_variants()) {
    const auto judged = judge_variant(variant);
    INFO(variant.name << "\n" << judged.report());
    CHECK(judged.with(Outcome::broken).empty());
  }
}

TEST_CASE("nothing of ours is left on a tenant after a run") {
  ReferenceWorld world;
  const auto stories = world.origin.stories.size();
  judge(world);
  CHECK(world.origin.destinations.empty());
  CHECK(world.origin.stories.size() == stories);
}
