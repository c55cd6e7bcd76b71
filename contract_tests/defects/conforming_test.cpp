#include "contract_tests/defects/defects.hpp"
#include "contract_tests/defects/judged.hpp"
#include "support/catch2.hpp"

using namespace tines_mock::contract;

TEST_CASE("a conforming tenant keeps every promise, and everything can be checked") {
  ReferenceWorld world;
  const auto judged = judge(world);
  INFO(judged.report());
  CHECK(judged.with(Outcome::broken).empty());
  CHECK(judged.with(Outcome::differs).empty());
  CHECK(judged.with(Outcome::could_not_check).empty());
}

TEST_CASE("a tenant that conforms in its own way breaks no promise") {
  for (const auto& variant : some_of(conforming_variants())) {
    ReferenceWorld world(variant.options);
    const auto judged = judge(world, variant.decorate);
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
