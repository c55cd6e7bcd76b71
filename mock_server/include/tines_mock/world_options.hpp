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
  deferred    ///< `WorldOptions::sync_delay` later; the request is answered with `requires_sync`
};

/// How a world behaves. What it holds is a WorldSpec.
struct WorldOptions {
  /// Everything random in the world follows from it.
  std::uint64_t rng_seed = 0;
  /// Time stands still until `WorldHandle::virtual_clock()` advances it, so that a wait of minutes
  /// takes no real time. A request that has to wait (a delay, a slow push) blocks its thread until
  /// another thread advances the clock. A test with one thread sends it within
  /// `VirtualClock::advance_while`, otherwise it blocks for ever.
  bool virtual_clock = false;
  Revision revision = Revision::r2025_05;
  SyncMode sync_mode = SyncMode::immediate;
  Milliseconds sync_delay{1000};  ///< for SyncMode::deferred; 0 to limits::delay (10 minutes)
  /// What the mock does where the API's documents say nothing.
  Assumptions assumptions = {};
  /// The rules that the world starts with and that `WorldHandle::reset` brings back.
  std::vector<FaultRule> faults = {};
  JournalLimits journal = {};
};

}  // namespace tines_mock
