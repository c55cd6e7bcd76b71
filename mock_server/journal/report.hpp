#pragma once

#include "journal/redactor.hpp"
#include "journal/verification.hpp"

#include <string>
#include <string_view>

namespace tines_mock::journal {

/// At most limits::reported_value_bytes of it, and how long it was.
std::string shortened(std::string_view text);

/// `#7 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201`
std::string describe(const JournalEntry& entry);

/// "exactly 2 requests", "at least 1 request", "from 1 to 3 requests"
std::string describe(Count count);

std::string report_count(const Matcher& matcher, Count count,
                         const std::vector<const JournalEntry*>& found,
                         const std::vector<NearMiss>& closest, std::uint64_t evicted);

/// An order that breaks off: `found` came for the first of the matchers, nothing for the next one.
struct BrokenOrder {
  std::vector<const JournalEntry*> found;
  std::vector<const JournalEntry*> too_early;  ///< that would have fitted the next one
  std::vector<NearMiss> closest;
};
std::string report_order(const std::vector<Matcher>& matchers, const BrokenOrder& order,
                         std::uint64_t evicted);

/// Whether every rule has acted; the report names those that have not.
Verification check_all_fired(const std::vector<FaultStatus>& rules, const Redactor& redactor);

}  // namespace tines_mock::journal
