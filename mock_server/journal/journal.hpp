#pragma once

#include "faults/match.hpp"
#include "journal/redactor.hpp"
#include "support/limits.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <vector>

namespace tines_mock::journal {

/// What is kept at most: the oldest entries go first.
struct Bounds {
  std::size_t entries = limits::journal_entries;
  std::size_t bytes = limits::journal_bytes;
};

/// A part of a journal: entries of a number above `after`, at most `limit` of them.
struct Page {
  std::uint64_t after = 0;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

/// A request that is not what a matcher asks for, and how it differs.
struct CloseRequest {
  JournalEntry entry;
  std::vector<faults::Difference> differences;
};

/// The requests of one world, oldest first, without their secrets. Thread-safe.
class Journal {
 public:
  explicit Journal(Bounds bounds = {}) : bounds_(bounds) {}

  /// Tell it the world's keys: they are redacted wherever they stand.
  Redactor& redactor() { return redactor_; }
  const Redactor& redactor() const { return redactor_; }

  /// Redacts and keeps the entry, before its answer goes out. Its number, from 1. An entry that has
  /// a number already (it was recorded while it waited) takes the place of what was known of it.
  std::uint64_t record(JournalEntry entry);
  /// What became of the answer. An entry that was evicted or cleared meanwhile is left in peace.
  void sent(std::uint64_t number, std::uint64_t bytes, Ending ending);

  /// Nothing when there is no such entry (any more).
  std::optional<JournalEntry> find(std::uint64_t number) const;

  /// Forgets all entries; numbers go on.
  void clear();

  std::vector<JournalEntry> entries(const Matcher& matcher = {}, Page page = {}) const;
  std::size_t size() const;
  std::size_t bytes() const;       ///< of the entries, at most Bounds::bytes
  std::uint64_t evicted() const;   ///< entries that had to go for the bounds
  std::uint64_t recorded() const;  ///< entries that ever came

  Verification check(const Matcher& matcher, Count count) const;
  /// One request for each matcher, in this order; others may come between.
  Verification check_in_order(const std::vector<Matcher>& matchers) const;
  /// Those that differ in the fewest parts, at most limits::near_misses.
  std::vector<CloseRequest> near_misses(const Matcher& matcher) const;

 private:
  // Both REQUIRE: mutex_ is held.
  void evict();
  std::size_t index_of(std::uint64_t number) const;  // entries_.size() when it is not there

  const Bounds bounds_;
  Redactor redactor_;
  mutable std::mutex mutex_;
  std::deque<JournalEntry> entries_;
  std::size_t bytes_ = 0;
  std::uint64_t recorded_ = 0;
  std::uint64_t evicted_ = 0;
};

}  // namespace tines_mock::journal
