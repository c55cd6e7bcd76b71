#pragma once

#include <tines_mock/journal.hpp>

#include <string>
#include <vector>

namespace tines_mock::trial {

/// How a client presses a tenant that is in trouble.
struct PressureLimits {
  std::size_t in_a_second = 10;  ///< failed requests in a row
  std::size_t more_in_all = 20;  ///< failed requests in a row, and more than the baseline needed
};

/// Why a client presses too hard, in one sentence; "" when it does not: it asks again before a
/// Retry-After is over, too often while every answer fails, or for what was refused for good (401,
/// 403, 404, 422), unchanged. `baseline`: what it asks for without a fault.
std::string find_pressure(const std::vector<JournalEntry>& requests,
                          const std::vector<JournalEntry>& baseline,
                          const PressureLimits& limits = {});

}  // namespace tines_mock::trial
