#pragma once

#include "faults/match.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <vector>

namespace tines_mock::journal {

using Entries = std::vector<const JournalEntry*>;

/// The requests that a verification is about: those that are kept, oldest first, and how many older
/// ones were evicted.
struct Record {
  Entries entries;
  std::uint64_t evicted = 0;
};

/// The requests that a matcher asks for.
class Requests {
 public:
  explicit Requests(Matcher matcher) : match_(std::move(matcher)) {}

  /// With `nth`, which is about all of them.
  Entries fitting(const Entries& entries) const;
  bool fits(const JournalEntry& entry) const;  ///< `nth` left aside
  std::vector<faults::Difference> differences(const JournalEntry& entry) const;
  const Matcher& matcher() const { return match_.matcher(); }

 private:
  faults::Match match_;
};

/// A request that does not fit, and how it differs.
struct NearMiss {
  const JournalEntry* entry;
  std::vector<faults::Difference> differences;
};

/// Those that differ in the fewest parts, at most limits::near_misses, the latest first among
/// equals.
std::vector<NearMiss> near_misses(const Entries& entries, const Requests& requests);

/// How many requests a matcher asks for: one number, or, when entries were evicted, the least and
/// the most that it can be.
Count count(const Record& record, const Matcher& matcher);

/// The report holds nothing but what the record and the matcher hold: redact both before.
Verification check(const Record& record, const Matcher& matcher, Count count);
Verification check_in_order(const Record& record, const std::vector<Matcher>& matchers);

}  // namespace tines_mock::journal
