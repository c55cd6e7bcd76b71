#pragma once

#include "contract_tests/properties/run.hpp"
#include "contract_tests/report/sheet.hpp"

#include <string>

namespace tines_mock::contract {

enum ExitStatus {
  conforms = 0,
  broken_promise = 1,      ///< or, with --strict, a differing assumption
  could_not_run = 2,       ///< could not start, or ended early
  too_little_checked = 3,  ///< no promise is broken, but fewer were checked than demanded
};

struct RunJudgement {
  int exit_status = conforms;
  std::string reason;  ///< one line for people; empty when the report says it already
};

struct Demands {
  bool strict = false;  ///< a differing assumption counts as a broken promise
  int min_checked_percent = 1;
};

/// The exit status of a run; `interrupt_status` when a signal ended it.
RunJudgement judge_run(const RunResult& run, const Demands& demands, int interrupt_status);

}  // namespace tines_mock::contract
