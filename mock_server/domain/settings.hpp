#pragma once

#include <tines_mock/assumptions.hpp>
#include <tines_mock/clock.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tines_mock::domain {

/// How the tenants of a world behave where the documents leave it open.
struct Settings {
  Assumptions assumptions = {};
  bool deferred_sync = false;  ///< pushes run `sync_delay` after what caused them
  Milliseconds sync_delay{1000};
  std::uint64_t rng_seed = 0;  ///< of guids
  /// The paths of the world below the mock's origin: "" for the default world, "/w/other".
  std::vector<std::string> mock_paths = {};
};

}  // namespace tines_mock::domain
