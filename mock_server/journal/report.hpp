#pragma once

#include "journal/verification.hpp"
#include "redaction/redactor.hpp"

#include <string>
#include <string_view>

namespace tines_mock::journal {

/// At most limits::reported_value_bytes of it, and how long it was.
std::string shortened(std::string_view text);

/// `#7 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201`
std::string describe(const JournalEntry& entry);

/// "exactly 2 requests", "at least 1 request", "from 1 to 3 requests"
std::string describe(Count count);

/// What a count found.
struct Counted {
  const Matcher& matcher;
  Count expected;
  Entries found;
  bool too_few = false;
  std::vector<NearMiss> closest;  ///< when there are too few
};

/// What is not known for certain, because entries were evicted.
struct Evictions {
  std::uint64_t count = 0;
  bool decide = false;  ///< the result depends on them
};

std::string report_count(const Counted& counted, Evictions evicted);

/// An order that breaks off: `found` came for the first of the matchers, no request for the next
/// one.
struct BrokenOrder {
  Entries found;
  Entries too_early;  ///< that would have fitted the next one
  std::vector<NearMiss> closest;
};
std::string report_order(const std::vector<Matcher>& matchers, const BrokenOrder& order,
                         Evictions evicted);

/// "cannot tell: 3 requests were evicted …", with what to do.
std::string cannot_tell(std::uint64_t evicted);

/// Whether every rule has acted; the report names those that have not.
Verification check_all_fired(const std::vector<FaultStatus>& rules,
                             const redaction::Redactor& redactor);

}  // namespace tines_mock::journal
