#pragma once

#include "faults/asked.hpp"
#include "faults/matcher.hpp"
#include "faults/plan.hpp"
#include "journal/verification.hpp"
#include "redaction/redactor.hpp"
#include "support/changes.hpp"
#include "support/limits.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace tines_mock::journal {

/// A part of the list of entries: those with numbers above `after`, at most `limit` of them.
struct EntryRange {
  std::uint64_t after = 0;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
  bool newest = false;  ///< where there are more: the newest of them, not the oldest
};

/// The requests of one world, oldest first, without their secrets. Thread-safe.
class Journal {
 public:
  /// `changes` gets a note of each change of an entry, and must outlive the journal. It may be
  /// null.
  explicit Journal(JournalLimits limits = {}, Changes* changes = nullptr)
      : limits_(limits), changes_(changes) {}

  /// A request's place in the journal, through which its entry grows.
  class Ticket;

  /// It must know the world's keys, so that they are redacted in every text.
  redaction::Redactor& redactor() { return redactor_; }
  const redaction::Redactor& redactor() const { return redactor_; }

  /// Redacts an entry. It is in the journal, and has its number, once it has arrived.
  Ticket prepare(JournalEntry entry) const;
  /// `rule_additions`: faults::Plan::additions at that time.
  void arrive(const Ticket& ticket, std::uint64_t rule_additions = 0);
  /// Prepares an entry and lets it arrive.
  Ticket arrive(JournalEntry entry);
  /// Replaces path, head and body of the request by those of `entry`, redacted.
  void update_request(const Ticket& ticket, JournalEntry entry);
  /// Calls `change(JournalEntry&)`, or `change(JournalEntry&, faults::Asked&)`, while the lock is
  /// held: it must be quick. It must write no secret.
  template <class Change>
  void update(const Ticket& ticket, Change change);
  /// The entry as it is now, also when it was evicted or cleared.
  JournalEntry entry(const Ticket& ticket) const;

  /// Empty when there is no such entry, or no longer.
  std::optional<JournalEntry> find(std::uint64_t number) const;
  /// Why each rule of the world's plan did or did not act on that request (explanation.hpp). Empty
  /// as above.
  std::optional<std::vector<Explanation>> explain(std::uint64_t number,
                                                  const faults::Plan& plan) const;

  /// Removes every request that is over. Those under way stay, since they can still change state.
  /// Numbers are not used again.
  void clear();
  /// Removes every entry, because the world's state was replaced. A request that is under way is
  /// listed again, as outdated, at its next update.
  void begin_anew();

  std::vector<JournalEntry> entries(const Matcher& matcher = {}, EntryRange range = {}) const;
  std::size_t size() const;
  std::size_t bytes() const;       ///< of the entries, at most JournalLimits::bytes
  std::uint64_t evicted() const;   ///< since the last clear
  std::uint64_t recorded() const;  ///< all entries that ever arrived

  Count count(const Matcher& matcher) const;
  Verification check(const Matcher& matcher, Count count) const;
  /// Whether one request for each matcher arrived, in this order. Others may be between them.
  Verification check_in_order(const std::vector<Matcher>& matchers) const;
  /// Entries that almost fit (verification.hpp).
  std::vector<NearMiss> near_misses(const Matcher& matcher) const;

 private:
  struct Item;
  using Items = std::deque<std::shared_ptr<Item>>;

  // All REQUIRE: mutex_ is held.
  std::shared_ptr<Item> find_item(std::uint64_t number) const;
  void list_again(const std::shared_ptr<Item>& item);
  void update_size(Item& item);
  void release_if_over(Item& item);
  void evict();
  Record record() const;
  void note_change();

  const JournalLimits limits_;
  Changes* const changes_;
  redaction::Redactor redactor_;
  mutable std::mutex mutex_;
  Items items_;  // in the order of their numbers
  std::size_t bytes_ = 0;
  std::uint64_t recorded_ = 0;
  std::uint64_t evicted_ = 0;
  // Of those evicted since begin_anew, how many are still under way, cleared or not.
  std::uint64_t evicted_under_way_ = 0;
  std::uint64_t era_ = 0;  // number of calls of begin_anew
};

struct Journal::Item {
  enum class Place { listed, gone, to_be_listed_again, evicted_under_way };
  JournalEntry entry;
  faults::Asked asked;
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
  if constexpr (std::is_invocable_v<Change, JournalEntry&, faults::Asked&>)
    change(ticket.item_->entry, ticket.item_->asked);
  else
    change(ticket.item_->entry);
  update_size(*ticket.item_);
  list_again(ticket.item_);
  release_if_over(*ticket.item_);
  evict();
  note_change();
}

}  // namespace tines_mock::journal
