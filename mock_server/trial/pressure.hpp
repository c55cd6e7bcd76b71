#pragma once

#include <tines_mock/journal.hpp>

#include <string>
#include <vector>

namespace tines_mock::trial {

/// How a client presses a tenant that is in trouble.
struct PressureLimits {
  std::size_t in_a_second = 10;  ///< failed requests of one operation, none succeeded between them
  std::size_t more_in_all = 20;  ///< the same, and more than the baseline needed
  /// How much too early a request may come: the clock of a trial moves in steps, and a little after
  /// the client's.
  Milliseconds too_early{250};
  /// How long after a Retry-After another request of the operation may still come from a client
  /// that has several under way.
  Milliseconds under_way{100};
};

/// Why a client presses too hard, in one sentence; "" when it does not: it asks again before a
/// Retry-After is over, too often while every answer fails, or for what was refused for good (401,
/// 403, 404, 422), unchanged. `baseline`: what it asks for without a fault, which is its way of
/// working.
std::string find_pressure(const std::vector<JournalEntry>& requests,
                          const std::vector<JournalEntry>& baseline,
                          const PressureLimits& limits = {});

}  // namespace tines_mock::trial
