#include "journal/journal.hpp"

#include "journal/verification.hpp"

#include <algorithm>

namespace tines_mock::journal {
namespace {

/// What an entry takes in memory, but for the allocator's own.
std::size_t size_of(const JournalEntry& entry) {
  std::size_t size = sizeof entry + entry.tenant.size() + entry.operation.size() +
                     entry.path.size() + entry.request.method.size() + entry.request.target.size() +
                     entry.request.body.size() + entry.response_body.size();
  for (const auto& line : entry.request.headers)
    size += sizeof line + line.first.size() + line.second.size();
  for (const auto& fault : entry.faults)
    size += sizeof fault + fault.rule.size() + fault.effect.size();
  return size;
}

}  // namespace

std::uint64_t Journal::record(JournalEntry entry) {
  entry = redactor_.entry(std::move(entry));
  const auto size = size_of(entry);
  const std::scoped_lock lock(mutex_);
  if (entry.number != 0) {
    const auto number = entry.number;
    if (const auto index = index_of(number); index < entries_.size()) {
      bytes_ += size - size_of(entries_[index]);
      entries_[index] = std::move(entry);
      evict();
    }
    return number;
  }
  entry.number = ++recorded_;
  entries_.push_back(std::move(entry));
  bytes_ += size;
  evict();
  return recorded_;
}

std::size_t Journal::index_of(std::uint64_t number) const {
  if (entries_.empty() || number < entries_.front().number) return entries_.size();
  return std::min<std::size_t>(entries_.size(), number - entries_.front().number);
}

void Journal::evict() {
  while (entries_.size() > bounds_.entries || bytes_ > bounds_.bytes) {
    bytes_ -= size_of(entries_.front());
    entries_.pop_front();
    ++evicted_;
  }
}

void Journal::sent(std::uint64_t number, std::uint64_t bytes, Ending ending) {
  const std::scoped_lock lock(mutex_);
  const auto index = index_of(number);
  if (index == entries_.size()) return;
  auto& entry = entries_[index];
  entry.bytes_sent = bytes;
  entry.ending = ending;
}

std::optional<JournalEntry> Journal::find(std::uint64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto index = index_of(number);
  return index == entries_.size() ? std::nullopt : std::optional(entries_[index]);
}

void Journal::clear() {
  const std::scoped_lock lock(mutex_);
  entries_.clear();
  bytes_ = 0;
  evicted_ = 0;
}

std::vector<JournalEntry> Journal::entries(const Matcher& matcher, Page page) const {
  const Requests requests(redactor_.matcher(matcher));
  std::vector<JournalEntry> found;
  const std::scoped_lock lock(mutex_);
  for (const JournalEntry* entry : requests.fitting(entries_)) {
    if (found.size() == page.limit) break;
    if (entry->number > page.after) found.push_back(*entry);
  }
  return found;
}

std::size_t Journal::size() const {
  const std::scoped_lock lock(mutex_);
  return entries_.size();
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

Verification Journal::check(const Matcher& matcher, Count count) const {
  const auto clean = redactor_.matcher(matcher);
  const std::scoped_lock lock(mutex_);
  return journal::check({entries_, evicted_}, clean, count);
}

Verification Journal::check_in_order(const std::vector<Matcher>& matchers) const {
  std::vector<Matcher> clean;
  for (const auto& matcher : matchers) clean.push_back(redactor_.matcher(matcher));
  const std::scoped_lock lock(mutex_);
  return journal::check_in_order({entries_, evicted_}, clean);
}

std::vector<CloseRequest> Journal::near_misses(const Matcher& matcher) const {
  const Requests requests(redactor_.matcher(matcher));
  std::vector<CloseRequest> close;
  const std::scoped_lock lock(mutex_);
  for (auto& [entry, differences] : journal::near_misses(entries_, requests))
    close.push_back({*entry, std::move(differences)});
  return close;
}

}  // namespace tines_mock::journal
