#include "contract_tests/exit_status.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock::contract;

namespace {

using O = Judgement;

RunResult run_with(const std::vector<O>& outcomes) {
  RunResult run;
  for (const auto judgement : outcomes)
    run.promises.push_back({.promise = {}, .judgement = judgement});
  return run;
}

RunResult ended_by(RunEnds::Cause cause, const std::vector<O>& outcomes) {
  auto run = run_with(outcomes);
  run.ended = RunEnds(cause, "why it ended");
  return run;
}

int status_of(const RunResult& run, const Demands& demands = {}) {
  return judge_run(run, demands, 130).exit_status;
}

}  // namespace

TEST_CASE("a run is 0 when everything that could be checked is kept") {
  CHECK(status_of(run_with({O::kept, O::kept})) == 0);
  CHECK(status_of(run_with({O::kept, O::differs})) == 0);
  CHECK(status_of(run_with({O::kept, O::could_not_check})) == 0);
}

TEST_CASE("a broken promise is 1; so is a differing assumption with --strict") {
  CHECK(status_of(run_with({O::kept, O::broken, O::could_not_check})) == 1);
  CHECK(status_of(run_with({O::kept, O::differs}), {.strict = true}) == 1);
}

TEST_CASE("a run that has checked too little is 3, and one that has checked nothing is never 0") {
  CHECK(status_of(run_with({})) == 3);
  CHECK(status_of(run_with({O::could_not_check, O::could_not_check})) == 3);
  CHECK(status_of(run_with({O::could_not_check}), {.min_checked_percent = 0}) == 0);
  const auto half = run_with({O::kept, O::differs, O::could_not_check, O::could_not_check});
  CHECK(status_of(half, {.min_checked_percent = 50}) == 0);
  CHECK(status_of(half, {.min_checked_percent = 51}) == 3);
  CHECK(judge_run(half, {.min_checked_percent = 51}, 0).reason ==
        "no promise is broken, but only 50 % of the promises could be checked (--min-checked 51)");
  CHECK(status_of(run_with({O::broken, O::could_not_check}), {.min_checked_percent = 90}) == 1);
}

TEST_CASE("a run that ended early says nothing about the tenant, whatever it has seen") {
  using Cause = RunEnds::Cause;
  CHECK(status_of(ended_by(Cause::interrupted, {O::kept, O::broken})) == 130);
  CHECK(status_of(ended_by(Cause::tenant_gone, {O::kept, O::broken})) == 2);
  CHECK(judge_run(ended_by(Cause::tenant_gone, {O::kept}), {}, 0).reason == "why it ended");
  const auto spent =
      ended_by(Cause::budget_spent, {O::kept, O::could_not_check, O::could_not_check});
  CHECK(status_of(spent) == 2);
  CHECK(judge_run(spent, {}, 0).reason ==
        "why it ended: 1 of 3 promises were checked; give the run a larger budget, or name fewer "
        "with --promise");
}

TEST_CASE("a broken promise counts, even when the budget was spent after it") {
  CHECK(status_of(ended_by(RunEnds::Cause::budget_spent, {O::broken, O::could_not_check})) == 1);
}
