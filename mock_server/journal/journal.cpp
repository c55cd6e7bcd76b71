#include "journal/journal.hpp"

#include "journal/explanation.hpp"

#include <algorithm>

namespace tines_mock::journal {
namespace {

std::size_t size_of(const Headers& headers) {
  std::size_t size = 0;
  for (const auto& line : headers) size += sizeof line + line.first.size() + line.second.size();
  return size;
}

/// The memory of an entry, without the allocator's overhead.
std::size_t size_of(const JournalEntry& entry) {
  std::size_t size = sizeof entry + entry.tenant.size() + entry.operation.size() +
                     entry.path.size() + entry.request.method.size() + entry.request.target.size() +
                     size_of(entry.request.headers) + entry.request.body.size() +
                     size_of(entry.response_headers) + entry.response_body.size() +
                     entry.error.size();
  if (const auto& response = entry.tenant_response)
    size += size_of(response->headers) + response->body.size();
  for (const auto& fault : entry.faults)
    size += sizeof fault + fault.rule.size() + fault.effect.size() + fault.why_not.size();
  return size;
}

std::size_t size_of(const faults::Asked& asked) {
  std::size_t size = sizeof asked + asked.matches.size() * sizeof asked.matches[0];
  for (const auto& push : asked.pushes) size += sizeof push + push.origin_tenant.size();
  return size;
}

/// A stalled request is under way too: its connection is open.
bool is_under_way(const JournalEntry& entry) {
  return entry.ending == Ending::pending || entry.ending == Ending::stalled;
}

constexpr auto number_of = [](const auto& item) { return item->entry.number; };

}  // namespace

Journal::Ticket Journal::prepare(JournalEntry entry) const {
  auto item = std::make_shared<Item>();
  item->entry = redactor_.entry(std::move(entry));
  return Ticket(std::move(item));
}

void Journal::arrive(const Ticket& ticket, std::uint64_t rule_additions) {
  const std::scoped_lock lock(mutex_);
  ticket.item_->asked.additions = rule_additions;
  ticket.item_->entry.number = ++recorded_;
  ticket.item_->place = Item::Place::listed;
  ticket.item_->era = era_;
  items_.push_back(ticket.item_);
  update_size(*ticket.item_);
  evict();
  note_change();
}

Journal::Ticket Journal::arrive(JournalEntry entry) {
  auto ticket = prepare(std::move(entry));
  arrive(ticket);
  return ticket;
}

void Journal::update_request(const Ticket& ticket, JournalEntry entry) {
  auto clean = redactor_.entry(std::move(entry));
  update(ticket, [&](JournalEntry& there) {
    there.path = std::move(clean.path);
    there.request = std::move(clean.request);
  });
}

JournalEntry Journal::entry(const Ticket& ticket) const {
  const std::scoped_lock lock(mutex_);
  return ticket.item_->entry;
}

void Journal::list_again(const std::shared_ptr<Item>& item) {
  if (item->place != Item::Place::to_be_listed_again) return;
  item->place = Item::Place::listed;
  item->entry.outdated = true;
  items_.insert(std::ranges::upper_bound(items_, item->entry.number, {}, number_of), item);
  bytes_ += item->bytes;
}

// Only the bytes of listed items are part of the sum.
void Journal::update_size(Item& item) {
  const auto before = item.bytes;
  item.bytes = size_of(item.entry) + size_of(item.asked);
  if (item.place == Item::Place::listed) bytes_ += item.bytes - before;
}

void Journal::evict() {
  while (items_.size() > limits_.entries || bytes_ > limits_.bytes) {
    Item& oldest = *items_.front();
    bytes_ -= oldest.bytes;
    if (!oldest.entry.outdated) ++evicted_;
    const bool under_way = oldest.entry.ending == Ending::pending && !oldest.entry.outdated;
    oldest.place = under_way ? Item::Place::evicted_under_way : Item::Place::gone;
    if (under_way) ++evicted_under_way_;
    items_.pop_front();
  }
}

// An evicted request that is over changes nothing any more.
void Journal::release_if_over(Item& item) {
  if (item.place != Item::Place::evicted_under_way || item.entry.ending == Ending::pending) return;
  item.place = Item::Place::gone;
  if (item.era == era_) --evicted_under_way_;
}

std::shared_ptr<Journal::Item> Journal::find_item(std::uint64_t number) const {
  const auto found = std::ranges::lower_bound(items_, number, {}, number_of);
  return found == items_.end() || (*found)->entry.number != number ? nullptr : *found;
}

std::optional<JournalEntry> Journal::find(std::uint64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto item = find_item(number);
  return item ? std::optional(item->entry) : std::nullopt;
}

std::optional<std::vector<Explanation>> Journal::explain(std::uint64_t number,
                                                         const faults::Plan& plan) const {
  std::unique_lock lock(mutex_);
  const auto item = find_item(number);
  if (!item) return std::nullopt;
  const auto entry = item->entry;
  const auto asked = item->asked;
  lock.unlock();
  return journal::explain(entry, asked, plan, redactor_);
}

void Journal::clear() {
  const std::scoped_lock lock(mutex_);
  std::erase_if(items_, [this](const auto& item) {
    if (item->entry.ending == Ending::pending) return false;
    item->place = Item::Place::gone;
    bytes_ -= item->bytes;
    return true;
  });
  evicted_ = evicted_under_way_;
  note_change();
}

void Journal::begin_anew() {
  const std::scoped_lock lock(mutex_);
  for (const auto& item : items_)
    item->place = is_under_way(item->entry) ? Item::Place::to_be_listed_again : Item::Place::gone;
  items_.clear();
  bytes_ = 0;
  evicted_ = evicted_under_way_ = 0;
  ++era_;
  note_change();
}

void Journal::note_change() {
  if (changes_) changes_->note(Changes::Part::journal);
}

std::vector<JournalEntry> Journal::entries(const Matcher& matcher, EntryRange range) const {
  const EntryMatcher entry_matcher(redactor_.matcher(matcher));
  std::vector<JournalEntry> found;
  const std::scoped_lock lock(mutex_);
  // `nth` counts the requests of the present state, of which an outdated one is not part.
  Entries all;
  for (const auto& item : items_)
    if (!matcher.nth || !item->entry.outdated) all.push_back(&item->entry);
  auto fitting = entry_matcher.find_fitting(all);
  std::erase_if(fitting, [&](const JournalEntry* each) { return each->number <= range.after; });
  const auto count = std::min(range.limit, fitting.size());
  const auto first = range.newest ? fitting.size() - count : 0;
  for (std::size_t i = first; i < first + count; ++i) found.push_back(*fitting[i]);
  return found;
}

Record Journal::record() const {
  Record record{{}, evicted_};
  for (const auto& item : items_)
    if (!item->entry.outdated) record.entries.push_back(&item->entry);
  return record;
}

std::size_t Journal::size() const {
  const std::scoped_lock lock(mutex_);
  return items_.size();
}

std::size_t Journal::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

std::uint64_t Journal::evicted() const {
  const std::scoped_lock lock(mutex_);
  return evicted_;
}

std::uint64_t Journal::recorded() const {
  const std::scoped_lock lock(mutex_);
  return recorded_;
}

Count Journal::count(const Matcher& matcher) const {
  const auto clean = redactor_.matcher(matcher);
  const std::scoped_lock lock(mutex_);
  return journal::count(record(), clean);
}

Verification Journal::check(const Matcher& matcher, Count count) const {
  const auto clean = redactor_.matcher(matcher);
  const std::scoped_lock lock(mutex_);
  return journal::check(record(), clean, count);
}

Verification Journal::check_in_order(const std::vector<Matcher>& matchers) const {
  std::vector<Matcher> clean;
  for (const auto& matcher : matchers) clean.push_back(redactor_.matcher(matcher));
  const std::scoped_lock lock(mutex_);
  return journal::check_in_order(record(), clean);
}

std::vector<NearMiss> Journal::near_misses(const Matcher& matcher) const {
  const EntryMatcher entry_matcher(redactor_.matcher(matcher));
  const std::scoped_lock lock(mutex_);
  return find_near_misses(record().entries, entry_matcher);
}

}  // namespace tines_mock::journal
