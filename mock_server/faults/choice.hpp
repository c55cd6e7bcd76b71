#pragma once

#include <tines_mock/fault.hpp>

#include <cstdint>

namespace tines_mock::faults {

/// Whether a rule acts on its nth match, or the first reason why not.
enum class Choice {
  acts,
  skipped,    ///< by `skip`
  between,    ///< by `every`
  other_nth,  ///< by `when.nth`
  not_drawn   ///< by `probability`
};

/// `drawn` is the first random number of that match: 0 <= drawn < 1.
Choice choose(const FaultRule& rule, std::int64_t n, double drawn);

}  // namespace tines_mock::faults
