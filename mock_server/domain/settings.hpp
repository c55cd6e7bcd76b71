#pragma once

#include <tines_mock/assumptions.hpp>
#include <tines_mock/clock.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tines_mock::domain {

/// How the tenants of a world behave where the API's documents leave a choice.
struct Settings {
  Assumptions assumptions = {};
  bool deferred_sync = false;  ///< a push starts `sync_delay` after its cause
  Milliseconds sync_delay{1000};
  std::uint64_t rng_seed = 0;  ///< the seed of the stories' guids
  /// The paths of the world below the mock's origin: "" for the default world, "/w/other".
  std::vector<std::string> mock_paths = {};
};

}  // namespace tines_mock::domain
