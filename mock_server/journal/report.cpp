#include "journal/report.hpp"

#include "faults/names.hpp"
#include "http/message.hpp"
#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::journal {
namespace {

std::string plural(std::int64_t count, const std::string& word) {
  return std::to_string(count) + ' ' + word + (count == 1 ? "" : "s");
}

std::string and_more(std::size_t count) {
  return count == 0 ? "" : "  and " + std::to_string(count) + " more\n";
}

std::string lines(const Entries& entries) {
  std::string text;
  const auto shown = std::min(entries.size(), limits::reported_requests);
  for (std::size_t i = 0; i < shown; ++i) text += "  " + describe(*entries[i]) + '\n';
  return text + and_more(entries.size() - shown);
}

std::string lines(const std::vector<NearMiss>& misses) {
  if (misses.empty()) return "no other request came\n";
  std::string text = "closest requests:\n";
  for (const auto& miss : misses) {
    text += "  " + describe(miss.entry) + '\n';
    for (const auto& difference : miss.differences)
      text += "    " + difference.part + ": expected " + shortened(difference.expected) +
              ", found " + shortened(difference.found) + '\n';
  }
  return text;
}

std::string were_evicted(std::uint64_t count) {
  return plural(static_cast<std::int64_t>(count), "request") + (count == 1 ? " was" : " were") +
         " evicted from the journal";
}

std::string first_line(Evictions evicted) {
  return evicted.decide ? cannot_tell(evicted.count) : "";
}

std::string last_line(Evictions evicted) {
  return evicted.count > 0 && !evicted.decide ? were_evicted(evicted.count) + '\n' : "";
}

}  // namespace

std::string shortened(std::string_view text) {
  if (text.size() <= limits::reported_value_bytes) return std::string(text);
  auto end = limits::reported_value_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "… (" + std::to_string(text.size()) + " bytes)";
}

std::string describe(const JournalEntry& entry) {
  const bool is_cut = entry.ending != Ending::complete && entry.ending != Ending::pending;
  const auto answer = entry.status == 0
                          ? "no answer"
                          : std::to_string(entry.status) +
                                (is_cut ? ", " + std::string(name_of(entry.ending)) : "");
  return '#' + std::to_string(entry.number) + ' ' + entry.request.method + ' ' +
         shortened(entry.request.target) + " (" + entry.operation + ") -> " + answer;
}

std::string describe(Count count) {
  if (count.min == count.max) return "exactly " + plural(count.min, "request");
  if (count.max == INT64_MAX) return "at least " + plural(count.min, "request");
  if (count.min <= 0) return "at most " + plural(count.max, "request");
  return "from " + std::to_string(count.min) + " to " + plural(count.max, "request");
}

std::string report_hold(const UnreachedHold& hold, const std::vector<JournalEntry>& came,
                        const std::function<std::string(const JournalEntry&)>& why_not) {
  std::string text = "expected that \"" + hold.rule + "\" holds " + std::to_string(hold.expected) +
                     " within " + std::to_string(hold.within.count()) + " ms\ngot " +
                     std::to_string(hold.reached) +
                     (came.empty() ? "\nno request came\n" : "\nrequests that came:\n");
  const auto shown = std::min(came.size(), limits::reported_requests);
  for (std::size_t i = 0; i < shown; ++i)
    text += "  " + describe(came[i]) + "\n    " + why_not(came[i]) + '\n';
  return text + and_more(came.size() - shown);
}

std::string cannot_tell(std::uint64_t evicted) {
  return "cannot tell: " + were_evicted(evicted) +
         "; clear it between tests, or raise its limits "
         "(WorldOptions::journal, --journal-entries, --journal-bytes)\n";
}

std::string report_count(const Counted& counted, Evictions evicted) {
  return first_line(evicted) + "expected " + describe(counted.expected) + ": " +
         faults::describe(counted.matcher) + "\ngot " + std::to_string(counted.found.size()) +
         (counted.found.empty() ? "\n" : ":\n") + lines(counted.found) +
         (counted.too_few ? lines(counted.closest) : "") + last_line(evicted);
}

std::string report_order(const std::vector<Matcher>& matchers, const BrokenOrder& order,
                         Evictions evicted) {
  std::string text = first_line(evicted) + "expected in this order:\n";
  for (std::size_t i = 0; i < matchers.size(); ++i) {
    text += "  " + std::to_string(i + 1) + ". " + faults::describe(matchers[i]) + '\n';
    if (i < order.found.size()) text += "     " + describe(*order.found[i]) + '\n';
    if (i == order.found.size()) text += "     did not come after that\n";
  }
  if (order.too_early.empty()) return text + lines(order.closest) + last_line(evicted);
  return text + "came too early:\n" + lines(order.too_early) + last_line(evicted);
}

std::string report_cut_short(std::string_view why) {
  return why.empty() ? "" : "the wait was cut short: " + std::string(why) + '\n';
}

void note_cut_short(Verification& found, std::string_view why) {
  found.cut_short = why;
  found.report += report_cut_short(why);
}

Verification check_all_fired(const std::vector<FaultStatus>& rules,
                             const redaction::Redactor& redactor) {
  std::string text;
  for (const auto& [rule, state, matched, fired, applied, unchanged] : rules) {
    if (applied != 0) continue;
    text += "  \"" + rule.name + "\" (" + std::string(faults::name_of(rule.phase)) + "): ";
    if (unchanged != 0)
      text += "fired on " + plural(unchanged, "request") + ", but found nothing to change\n";
    else if (fired != 0)
      text += "fired on " + plural(fired, "request") + ", on which an earlier rule acted\n";
    else
      text += plural(matched, "request") +
              " fitted: " + faults::describe(redactor.matcher(rule.when)) + '\n';
  }
  if (text.empty()) return {};
  return {false, false, "expected every fault rule to act\nrules that never did:\n" + text};
}

}  // namespace tines_mock::journal
