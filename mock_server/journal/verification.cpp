#include "journal/verification.hpp"

#include "journal/report.hpp"
#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::journal {
namespace {

/// An entry as a matcher looks at it.
class Looked {
 public:
  explicit Looked(const JournalEntry& entry) : entry_(entry), body_(entry.request.body) {}

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

}  // namespace

std::vector<const JournalEntry*> Requests::fitting(const std::deque<JournalEntry>& entries) const {
  std::vector<const JournalEntry*> all;
  for (const auto& entry : entries)
    if (fits(entry)) all.push_back(&entry);
  if (!matcher().nth) return all;
  const auto nth = static_cast<std::size_t>(*matcher().nth);
  if (nth < 1 || nth > all.size()) return {};
  return {all[nth - 1]};
}

bool Requests::fits(const JournalEntry& entry) const {
  return match_.fits(Looked(entry).subject());
}

std::vector<faults::Difference> Requests::differences(const JournalEntry& entry) const {
  return match_.differences(Looked(entry).subject());
}

std::vector<NearMiss> near_misses(const std::deque<JournalEntry>& entries,
                                  const Requests& requests) {
  std::vector<NearMiss> misses;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (auto differences = requests.differences(*entry); !differences.empty())
      misses.push_back({&*entry, std::move(differences)});
  std::stable_sort(misses.begin(), misses.end(), [](const auto& a, const auto& b) {
    return a.differences.size() < b.differences.size();
  });
  misses.resize(std::min(misses.size(), limits::near_misses));
  return misses;
}

Verification check(const Record& record, const Matcher& matcher, Count count) {
  const Requests requests(matcher);
  const auto found = requests.fitting(record.entries);
  const auto number = static_cast<std::int64_t>(found.size());
  if (number >= count.min && number <= count.max) return {};
  const bool too_few = number < count.min;
  return {false,
          report_count(matcher, count, found,
                       too_few ? near_misses(record.entries, requests) : std::vector<NearMiss>(),
                       record.evicted)};
}

Verification check_in_order(const Record& record, const std::vector<Matcher>& matchers) {
  BrokenOrder order;
  auto next = record.entries.begin();
  for (const auto& matcher : matchers) {
    const Requests requests(matcher);
    next = std::find_if(next, record.entries.end(),
                        [&](const auto& entry) { return requests.fits(entry); });
    if (next == record.entries.end()) {
      order.too_early = requests.fitting(record.entries);
      order.closest = near_misses(record.entries, requests);
      return {false, report_order(matchers, order, record.evicted)};
    }
    order.found.push_back(&*next++);
  }
  return {};
}

}  // namespace tines_mock::journal
