#pragma once

#include <tines_mock/trial.hpp>

#include <functional>
#include <stop_token>
#include <vector>

namespace tines_mock::trial {

/// Runs a client under each of the faults, up to `jobs` at the same time, each on a thread of its
/// own. `done` is called with each run, in the order of the faults, by one thread at a time. After
/// a stop no further run begins, and those that were cut off are left out. What `run` throws is
/// thrown when all threads have ended.
void run_all(const std::vector<TriedFault>& faults, std::size_t jobs,
             const std::function<TrialRun(const TriedFault&)>& run,
             const std::function<void(TrialRun)>& done, std::stop_token stop = {});

}  // namespace tines_mock::trial
