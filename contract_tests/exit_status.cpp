#include "contract_tests/exit_status.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

std::string advice_on_budget(const RunResult& run) {
  const auto total = run.promises.size();
  const auto reached = static_cast<std::size_t>(std::ranges::count_if(
      run.promises, [](const auto& one) { return one.judgement != Judgement::could_not_check; }));
  return std::string(run.ended->what()) + ": " + std::to_string(reached) + " of " +
         std::to_string(total) +
         " promises were checked; give the run a larger budget, or name fewer with --promise";
}

int checked_percent(const Tally& sum) {
  const int checked = sum.kept + sum.broken + sum.differs;
  const int all = checked + sum.could_not_check;
  return all == 0 ? 0 : checked * 100 / all;
}

}  // namespace

RunJudgement judge_run(const RunResult& run, const Demands& demands, int interrupt_status) {
  const auto sum = tally(run);
  if (run.ended) {
    switch (run.ended->cause) {
      case RunEnds::Cause::interrupted:
        return {interrupt_status, "interrupted"};
      case RunEnds::Cause::tenant_gone:
        return {could_not_run, run.ended->what()};
      case RunEnds::Cause::budget_spent:
        if (sum.broken == 0) return {could_not_run, advice_on_budget(run)};
    }
  }
  if (sum.broken > 0 || (demands.strict && sum.differs > 0)) return {broken_promise, ""};
  const auto percent = checked_percent(sum);
  if (percent < demands.min_checked_percent) {
    return {too_little_checked, "no promise is broken, but only " + std::to_string(percent) +
                                    " % of the promises could be checked (--min-checked " +
                                    std::to_string(demands.min_checked_percent) + ")"};
  }
  return {conforms, ""};
}

}  // namespace tines_mock::contract
