#include "contract_tests/defects/defects.hpp"
#include "contract_tests/defects/judged.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock::contract;

namespace {

constexpr std::uint64_t seeds = 2;

void check_that_none_is_accused(const std::vector<Variant>& variants) {
  for (const auto& variant : some_of(variants)) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      ReferenceWorld world(variant.options);
      const auto judged =
          judge(world, variant.decorate, {.seed = seed, .max_success = variant.max_success});
      INFO(variant.name << ", seed " << seed << "\n" << judged.report());
      CHECK(judged.with(Judgement::broken).empty());
    }
  }
}

}  // namespace

TEST_CASE("a conforming tenant keeps every promise, and everything can be checked") {
  ReferenceWorld world;
  const auto judged = judge(world);
  INFO(judged.report());
  CHECK(judged.with(Judgement::broken).empty());
  CHECK(judged.with(Judgement::differs).empty());
  CHECK(judged.with(Judgement::could_not_check).empty());
}

// One test for each list, so that they run in parallel.
TEST_CASE("a tenant that conforms in its own way breaks no promise") {
  check_that_none_is_accused(own_way_variants());
}

TEST_CASE("a tenant that others use, that lags behind or is full breaks no promise") {
  check_that_none_is_accused(crowded_variants());
}

TEST_CASE("a tenant that is too busy now and then, or behind a proxy, breaks no promise") {
  check_that_none_is_accused(proxy_variants());
}

TEST_CASE("a tenant on which nothing may be created breaks no promise") {
  check_that_none_is_accused(closed_variants());
}

TEST_CASE("a tenant that takes its time or has its way with keys breaks no promise") {
  check_that_none_is_accused(variants_of_time_and_keys());
}

TEST_CASE("a tenant that the suite may not write to breaks no promise, and what reads is checked") {
  for (const auto& variant : conforming_variants()) {
    ReferenceWorld world(variant.options);
    const auto judged = judge(world, variant.decorate, {.max_success = 3, .may_write = false});
    INFO(variant.name << "\n" << judged.report());
    CHECK(judged.with(Judgement::broken).empty());
    CHECK_FALSE(judged.with(Judgement::kept).empty());
  }
}

TEST_CASE("a tenant that uses what HTTP, JSON and company leave free breaks no promise") {
  check_that_none_is_accused(free_variants());
}

TEST_CASE("nothing of ours is left on a tenant after a run") {
  ReferenceWorld world;
  const auto stories = world.origin.stories.size();
  judge(world);
  CHECK(world.origin.destinations.empty());
  CHECK(world.origin.stories.size() == stories);
}
