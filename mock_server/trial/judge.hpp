#pragma once

#include <tines_mock/trial.hpp>

namespace tines_mock::trial {

/// Gives a run its verdict and the reason for it, from everything else that it holds. `start`: the
/// state with which each run begins. `baseline` is the run without a fault.
void judge(TrialRun& run, const TrialRun& baseline, const WorldSpec& start);

/// Why a run without a fault is no baseline, in one sentence; "" when it is one.
std::string find_baseline_error(const TrialRun& run, const WorldSpec& start);

}  // namespace tines_mock::trial
