#pragma once

#include "contract_tests/properties/run.hpp"
#include "contract_tests/report/sheet.hpp"

#include <string>

namespace tines_mock::contract {

/// How tines-contract ends.
enum ExitStatus {
  conforms = 0,
  broken_promise = 1,   ///< or, with --strict, a differing assumption
  could_not_run = 2,    ///< also: the run ended before its end
  too_little_seen = 3,  ///< what was checked is kept, but less was checked than was asked for
};

struct Judgement {
  int exit_status = conforms;
  std::string reason;  ///< for people, when the report does not tell it
};

struct Demands {
  bool strict = false;  ///< a differing assumption is no better than a broken promise
  int min_checked_percent = 1;
};

/// `status_of_interrupt`: of a run that a signal has ended.
Judgement judgement_of(const RunResult& run, const Demands& demands, int status_of_interrupt);

}  // namespace tines_mock::contract
