#pragma once

#include "faults/matcher.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <vector>

namespace tines_mock::journal {

using Entries = std::vector<const JournalEntry*>;

/// What a verification looks at: the entries that are kept, oldest first, and how many older ones
/// were evicted.
struct Record {
  Entries entries;
  std::uint64_t evicted = 0;
};

/// An entry in the form that a matcher compares.
class EntrySubject {
 public:
  explicit EntrySubject(const JournalEntry& entry) : entry_(entry), body_(entry.request.body) {}

  faults::Subject subject() const {
    return {.tenant = entry_.tenant,
            .operation = entry_.operation,
            .path = entry_.path,
            .request = &entry_.request,
            .body = &body_,
            .story_id = entry_.story_id,
            .sync_destination_id = entry_.sync_destination_id};
  }

 private:
  const JournalEntry& entry_;
  faults::LazyBody body_;
};

/// A matcher for journal entries.
class EntryMatcher {
 public:
  explicit EntryMatcher(Matcher matcher) : matcher_(std::move(matcher)) {}

  /// The entries that fit, or with `nth` that one of them.
  Entries find_fitting(const Entries& entries) const;
  // Both ignore `nth`.
  bool fits(const JournalEntry& entry) const;
  std::vector<faults::Difference> differences(const JournalEntry& entry) const;
  const Matcher& matcher() const { return matcher_.matcher(); }

 private:
  faults::CompiledMatcher matcher_;
};

/// An entry that almost fits a matcher, and how it differs.
struct NearMiss {
  JournalEntry entry;
  std::vector<faults::Difference> differences;
};

/// The entries that differ in the fewest parts, at most limits::near_misses. Of those that differ
/// in as many parts, the latest comes first.
std::vector<NearMiss> find_near_misses(const Entries& entries, const EntryMatcher& matcher);

/// How many entries fit a matcher. Where entries were evicted: the least and the most that it can
/// be.
Count count(const Record& record, const Matcher& matcher);

/// The report contains parts of the record and the matcher: redact both before.
Verification check(const Record& record, const Matcher& matcher, Count count);
Verification check_in_order(const Record& record, const std::vector<Matcher>& matchers);

}  // namespace tines_mock::journal
