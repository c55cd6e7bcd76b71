#include "journal/verification.hpp"

#include "journal/report.hpp"
#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::journal {

Entries EntryMatcher::find_fitting(const Entries& entries) const {
  Entries all;
  for (const auto* entry : entries)
    if (fits(*entry)) all.push_back(entry);
  if (!matcher().nth) return all;
  const auto nth = static_cast<std::size_t>(*matcher().nth);
  if (nth < 1 || nth > all.size()) return {};
  return {all[nth - 1]};
}

bool EntryMatcher::fits(const JournalEntry& entry) const {
  return matcher_.fits(EntrySubject(entry).subject());
}

std::vector<faults::Difference> EntryMatcher::differences(const JournalEntry& entry) const {
  return matcher_.differences(EntrySubject(entry).subject());
}

std::vector<NearMiss> find_near_misses(const Entries& entries, const EntryMatcher& matcher) {
  struct Candidate {
    const JournalEntry* entry;
    std::vector<faults::Difference> differences;
  };
  std::vector<Candidate> candidates;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (auto differences = matcher.differences(**entry); !differences.empty())
      candidates.push_back({*entry, std::move(differences)});
  std::ranges::stable_sort(candidates, {},
                           [](const Candidate& one) { return one.differences.size(); });
  candidates.resize(std::min(candidates.size(), limits::near_misses));
  std::vector<NearMiss> misses;
  for (auto& [entry, differences] : candidates) misses.push_back({*entry, std::move(differences)});
  return misses;
}

Count count(const Record& record, const Matcher& matcher) {
  const EntryMatcher entry_matcher(matcher);
  const auto kept = std::ranges::count_if(
      record.entries, [&](const JournalEntry* entry) { return entry_matcher.fits(*entry); });
  const auto most = kept + static_cast<std::int64_t>(record.evicted);
  if (!matcher.nth) return {kept, most};
  return {kept >= *matcher.nth ? 1 : 0, most >= *matcher.nth ? 1 : 0};
}

Verification check(const Record& record, const Matcher& matcher, Count expected) {
  const auto can_be = count(record, matcher);
  if (can_be.min >= expected.min && can_be.max <= expected.max) return {};
  const bool cannot_tell = can_be.min <= expected.max && can_be.max >= expected.min;
  const EntryMatcher entry_matcher(matcher);
  const bool too_few = can_be.max < expected.min;
  return {false, cannot_tell,
          report_count(
              {matcher, expected, entry_matcher.find_fitting(record.entries), too_few,
               too_few ? find_near_misses(record.entries, entry_matcher) : std::vector<NearMiss>()},
              {record.evicted, cannot_tell})};
}

namespace {

/// Finds a kept request for each matcher from index `first` on, in this order, as far as it gets.
BrokenOrder follow(const Entries& entries, const std::vector<Matcher>& matchers,
                   std::size_t first) {
  BrokenOrder order;
  auto next = entries.begin();
  for (std::size_t i = first; i < matchers.size(); ++i) {
    const EntryMatcher entry_matcher(matchers[i]);
    next = std::find_if(next, entries.end(),
                        [&](const auto* entry) { return entry_matcher.fits(*entry); });
    if (next == entries.end()) {
      order.too_early = entry_matcher.find_fitting(entries);
      order.closest = find_near_misses(entries, entry_matcher);
      return order;
    }
    order.found.push_back(*next++);
  }
  return order;
}

}  // namespace

Verification check_in_order(const Record& record, const std::vector<Matcher>& matchers) {
  const auto order = follow(record.entries, matchers, 0);
  if (order.found.size() == matchers.size()) return {};
  // The evicted requests came before the kept ones: they may have been the first of the order.
  const auto in_evicted = std::min<std::size_t>(record.evicted, matchers.size());
  const bool cannot_tell =
      in_evicted > 0 &&
      follow(record.entries, matchers, in_evicted).found.size() == matchers.size() - in_evicted;
  return {false, cannot_tell, report_order(matchers, order, {record.evicted, cannot_tell})};
}

}  // namespace tines_mock::journal
