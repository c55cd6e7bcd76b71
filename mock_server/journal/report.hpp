#pragma once

#include "journal/verification.hpp"
#include "redaction/redactor.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace tines_mock::journal {

/// The first limits::reported_value_bytes of a longer text, and how long it is.
std::string shortened(std::string_view text);

/// `#7 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201`, or `-> 201, closed`
/// when the client did not see all of it, or `-> no answer`.
std::string describe(const JournalEntry& entry);

/// "exactly 2 requests", "at least 1 request", "from 1 to 3 requests"
std::string describe(Count count);

/// The result of a count.
struct Counted {
  const Matcher& matcher;
  Count expected;
  Entries found;
  bool too_few = false;
  std::vector<NearMiss> closest;  ///< when there are too few
};

/// The entries that were evicted.
struct Evictions {
  std::uint64_t count = 0;
  bool decide = false;  ///< the result depends on them, so it cannot be told
};

std::string report_count(const Counted& counted, Evictions evicted);

/// An order that does not hold: `found` fit the first matchers, and no later entry fits the next.
struct BrokenOrder {
  Entries found;
  Entries too_early;  ///< entries that fit the next matcher, but arrived before
  std::vector<NearMiss> closest;
};
std::string report_order(const std::vector<Matcher>& matchers, const BrokenOrder& order,
                         Evictions evicted);

/// What a hold (tines_mock/hold.hpp) has waited for in vain, and the requests that came meanwhile.
struct UnreachedHold {
  std::string rule;
  std::int64_t expected = 0;
  std::int64_t reached = 0;
  Milliseconds within{};
};
/// `why_not`: why the rule did not hold that request.
std::string report_hold(const UnreachedHold& hold, const std::vector<JournalEntry>& came,
                        const std::function<std::string(const JournalEntry&)>& why_not);

/// "cannot tell: 3 requests were evicted …", with what to do.
std::string cannot_tell(std::uint64_t evicted);

/// Notes in a verification that does not hold why its wait ended before its time. `why` is empty
/// when it did not.
void note_cut_short(Verification& found, std::string_view why);
/// "the wait was cut short: …" as a line of a report; nothing when `why` is empty.
std::string report_cut_short(std::string_view why);

/// Whether every rule has been applied. The report names those that have not.
Verification check_all_fired(const std::vector<FaultStatus>& rules,
                             const redaction::Redactor& redactor);

}  // namespace tines_mock::journal
