#include "contract_tests/defects/defects.hpp"

#include "contract_tests/defects/judged.hpp"
#include "testing/catch2.hpp"

#include <set>
#include <vector>

using namespace tines_mock::contract;

namespace {

/// Checks the promise that it breaks alone, then all promises.
Judged judge_defect(const Defect& defect, const JudgeOptions& options) {
  ReferenceWorld world;
  return judge(world, defect.decorate, options);
}

void check_that_each_is_caught(const std::vector<Defect>& defects) {
  for (const auto& defect : some_of(defects)) {
    const auto judged = judge_defect(defect, {});
    INFO(defect.name << " should break " << defect.promise << "\n" << judged.report());
    CHECK(judged.has(Judgement::broken, defect.promise));
  }
}

}  // namespace

// One test for each list, so that they run in parallel.
TEST_CASE("every defect of an answer is caught, and the report names the promise that it breaks") {
  check_that_each_is_caught(answer_defects());
  check_that_each_is_caught(object_defects());
}

TEST_CASE("every defect of what is accepted is caught by the promise that it breaks") {
  check_that_each_is_caught(acceptance_defects());
}

TEST_CASE("every defect of state is caught by the promise that it breaks") {
  check_that_each_is_caught(state_defects());
  check_that_each_is_caught(sync_defects());
}

TEST_CASE("every defect of lists and of what surrounds them is caught by its promise") {
  check_that_each_is_caught(list_defects());
  check_that_each_is_caught(surroundings_defects());
}

TEST_CASE("every defect that shows in company is caught by the promise that it breaks") {
  check_that_each_is_caught(company_defects());
}

TEST_CASE("every defect of numbers, sizes and syntax is caught by the promise that it breaks") {
  check_that_each_is_caught(number_defects());
  check_that_each_is_caught(large_defects());
  check_that_each_is_caught(syntax_defects());
}

TEST_CASE("every tenant that obeys those without a key of its own is caught by the promise") {
  check_that_each_is_caught(key_defects());
}

TEST_CASE("every tenant that goes on with what is over is caught by the promise that it breaks") {
  check_that_each_is_caught(later_defects());
}

TEST_CASE("every tenant whose refusals leave something behind is caught by the promise") {
  check_that_each_is_caught(refusal_defects());
}

TEST_CASE("every tenant that gives a key back in some form is caught") {
  check_that_each_is_caught(secret_defects());
}

TEST_CASE("every tenant with wrong flags, or other states in other places, is caught") {
  check_that_each_is_caught(flag_defects());
  check_that_each_is_caught(place_defects());
}

TEST_CASE("a broken promise is shown again by its replay: its seed, and it alone") {
  for (const auto& defect : some_of(all_defects())) {
    const auto judged = judge_defect(defect, {.only = {defect.promise}});
    INFO(defect.name << " should break " << defect.promise);
    CHECK(judged.has(Judgement::broken, defect.promise));
  }
}

TEST_CASE("there is a defect for every documented promise") {
  std::set<std::string> broken;
  for (const auto& defect : all_defects()) broken.insert(defect.promise);
  for (const auto& promise : all_promises()) {
    if (kind_of(promise.source) != Kind::documented) continue;
    INFO(promise.id);
    CHECK(broken.contains(promise.id));
  }
}
