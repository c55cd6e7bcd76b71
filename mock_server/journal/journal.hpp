#pragma once

#include "faults/match.hpp"
#include "journal/verification.hpp"
#include "redaction/redactor.hpp"
#include "support/limits.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tines_mock::journal {

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
  explicit Journal(JournalLimits limits = {}) : limits_(limits) {}

  /// A request's place in the journal, through which its entry grows.
  class Ticket;

  /// Tell it the world's keys: they are redacted wherever they stand.
  redaction::Redactor& redactor() { return redactor_; }
  const redaction::Redactor& redactor() const { return redactor_; }

  /// Redacts an entry, which gets its number and its place when it arrives.
  Ticket prepare(JournalEntry entry) const;
  void arrive(const Ticket& ticket);
  /// Both at once.
  Ticket arrive(JournalEntry entry);
  /// Replaces what is known of the request itself (path, head and body), redacted.
  void update_request(const Ticket& ticket, JournalEntry entry);
  /// Calls `change(JournalEntry&)` under the lock: it must be quick, and write what holds no
  /// secret.
  template <class Change>
  void update(const Ticket& ticket, Change change);
  /// The entry as it is now, wherever it is.
  JournalEntry entry(const Ticket& ticket) const;

  /// Empty when there is no such entry (any more).
  std::optional<JournalEntry> find(std::uint64_t number) const;

  /// Forgets every request that is over; numbers go on. One that is under way stays: it still acts.
  void clear();
  /// The world has another state from now on: forgets every entry. A request that is under way
  /// comes back, as outdated, when more becomes known of it.
  void begin_anew();

  std::vector<JournalEntry> entries(const Matcher& matcher = {}, Page page = {}) const;
  std::size_t size() const;
  std::size_t bytes() const;       ///< of the entries, at most JournalLimits::bytes
  std::uint64_t evicted() const;   ///< since the last clear
  std::uint64_t recorded() const;  ///< entries that ever came

  Count count(const Matcher& matcher) const;
  Verification check(const Matcher& matcher, Count count) const;
  /// One request for each matcher, in this order; others may come between.
  Verification check_in_order(const std::vector<Matcher>& matchers) const;
  /// Those that differ in the fewest parts, at most limits::near_misses.
  std::vector<CloseRequest> near_misses(const Matcher& matcher) const;

 private:
  struct Item;
  using Items = std::deque<std::shared_ptr<Item>>;

  // All REQUIRE: mutex_ is held.
  void take_back(const std::shared_ptr<Item>& item);
  void measure(Item& item);
  void settle(Item& item);
  void evict();
  Record record() const;

  const JournalLimits limits_;
  redaction::Redactor redactor_;
  mutable std::mutex mutex_;
  Items items_;  // in the order of their numbers
  std::size_t bytes_ = 0;
  std::uint64_t recorded_ = 0;
  std::uint64_t evicted_ = 0;
  std::uint64_t evicted_under_way_ = 0;  // of those evicted in this era, whenever: they still act
  std::uint64_t era_ = 0;                // how often it began anew
};

struct Journal::Item {
  enum class Place { listed, gone, comes_back, evicted_under_way };
  JournalEntry entry;
  std::size_t bytes = 0;
  Place place = Place::gone;
  std::uint64_t era = 0;
};

class Journal::Ticket {
 public:
  Ticket() = default;

 private:
  friend Journal;
  explicit Ticket(std::shared_ptr<Item> item) : item_(std::move(item)) {}
  std::shared_ptr<Item> item_;
};

template <class Change>
void Journal::update(const Ticket& ticket, Change change) {
  const std::scoped_lock lock(mutex_);
  change(ticket.item_->entry);
  measure(*ticket.item_);
  take_back(ticket.item_);
  settle(*ticket.item_);
  evict();
}

}  // namespace tines_mock::journal
