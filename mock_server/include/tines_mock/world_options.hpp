#pragma once

#include <tines_mock/assumptions.hpp>
#include <tines_mock/clock.hpp>
#include <tines_mock/fault.hpp>
#include <tines_mock/journal.hpp>
#include <tines_mock/revision.hpp>

#include <cstdint>
#include <vector>

namespace tines_mock {

/// When the stories of a created or updated sync destination are pushed.
enum class SyncMode {
  immediate,  ///< before the request is answered
  deferred    ///< `WorldOptions::sync_delay_ms` later; the request is answered `requires_sync`
};

/// How a world behaves. What it holds is a WorldSpec.
struct WorldOptions {
  std::uint64_t rng_seed = 0;
  bool virtual_clock = false;
  Revision revision = Revision::r2025_05;
  SyncMode sync_mode = SyncMode::immediate;
  Milliseconds sync_delay_ms{1000};  ///< 0 to limits::delay (10 minutes)
  Assumptions assumptions = {};
  /// The rules that the world starts with, and that `reset` brings back.
  std::vector<FaultRule> faults = {};
  JournalLimits journal = {};
};

}  // namespace tines_mock
