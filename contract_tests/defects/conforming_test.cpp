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
