#include "trial/pressure.hpp"

#include "http/message.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace tines_mock::trial {
namespace {

constexpr Milliseconds a_second{1000};

std::string describe(const JournalEntry& entry) {
  return entry.request.method + ' ' + entry.path;
}

std::string numbered(const JournalEntry& entry) {
  return "request " + std::to_string(entry.number) + " (" + describe(entry) + ')';
}

bool acted(const JournalEntry& entry, std::initializer_list<std::string_view> effects) {
  return std::ranges::any_of(entry.faults, [&](const FiredFault& fault) {
    return fault.applied && std::ranges::find(effects, fault.effect) != effects.end();
  });
}

// What it got is no success, or no client can read it. A wrong type or a missing field is a matter
// of what a client reads.
bool failed(const JournalEntry& entry) {
  return entry.status == 0 || entry.status >= 400 || entry.ending != Ending::complete ||
         acted(entry, {"garbage", "truncate", "broken_json"});
}

// What a stale read does not show yet may be there the next time.
bool is_refused_for_good(const JournalEntry& entry) {
  const bool refused =
      entry.status == 401 || entry.status == 403 || entry.status == 404 || entry.status == 422;
  return refused && !acted(entry, {"stale_read"});
}

/// What makes two requests the same to a tenant. A key is its mark here.
using Question = std::tuple<std::string, std::string, std::string, std::string>;

Question question_of(const JournalEntry& entry) {
  return {entry.request.method, entry.request.target, entry.request.body,
          std::string(entry.request.headers.find("Authorization").value_or(""))};
}

using Operation = std::pair<std::string, std::string>;  // of a tenant

Operation operation_of(const JournalEntry& entry) {
  return {entry.tenant, entry.operation};
}

/// A tenant asked a client to wait.
struct Pause {
  Time from;
  Time until;
  const JournalEntry* asked_by;
};

// A request that was under way when the tenant asked for the pause does not ignore it.
bool ignores(const JournalEntry& entry, const Pause& pause, const PressureLimits& limits) {
  if (operation_of(entry) != operation_of(*pause.asked_by)) return false;
  const bool asks_again = question_of(entry) == question_of(*pause.asked_by);
  return entry.at >= pause.from + (asks_again ? Milliseconds(0) : limits.under_way) &&
         entry.at + limits.too_early < pause.until;
}

std::string find_early_retry(const std::vector<JournalEntry>& requests,
                             const PressureLimits& limits) {
  std::vector<Pause> pauses;
  for (const auto& entry : requests) {
    std::erase_if(pauses, [&](const Pause& pause) { return pause.until <= entry.at; });
    for (const auto& pause : pauses)
      if (ignores(entry, pause, limits))
        return numbered(entry) + " came " + std::to_string((pause.until - entry.at).count()) +
               " ms before the Retry-After of " + numbered(*pause.asked_by) + " was over";
    if (entry.status != 429 && entry.status != 503) continue;
    const Time answered = entry.answered_at.value_or(entry.at);
    if (const auto wait = retry_after(entry.response_headers, answered))
      pauses.push_back({answered, answered + *wait, &entry});
  }
  return "";
}

// A key has another mark in each run.
void unify_marks(std::string& text) {
  constexpr std::string_view mark = "[redacted:";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    const auto end = text.find(']', at);
    if (end == text.npos) return;
    text.erase(at + mark.size(), end - at - mark.size());
  }
}

Question question_in_any_run(const JournalEntry& entry) {
  auto question = question_of(entry);
  std::apply([](auto&... texts) { (unify_marks(texts), ...); }, question);
  return question;
}

/// What a client asks for without a fault.
using Usual = std::set<Question>;

Usual usual_questions(const std::vector<JournalEntry>& baseline,
                      bool (*fits)(const JournalEntry&)) {
  Usual usual;
  for (const auto& entry : baseline)
    if (fits(entry)) usual.insert(question_in_any_run(entry));
  return usual;
}

std::string find_burst(const std::vector<JournalEntry>& requests,
                       const std::vector<JournalEntry>& baseline, const PressureLimits& limits) {
  const auto usual = usual_questions(baseline, failed);
  // Of each operation: failed requests, without one that succeeded between them.
  std::map<Operation, std::vector<const JournalEntry*>> rows;
  for (const auto& entry : requests) {
    auto& row = rows[operation_of(entry)];
    if (!failed(entry)) row.clear();
    if (!failed(entry) || usual.contains(question_in_any_run(entry))) continue;
    row.push_back(&entry);
    const auto count = row.size();
    if (count > limits.in_a_second && entry.at - row[count - limits.in_a_second - 1]->at < a_second)
      return std::to_string(limits.in_a_second + 1) + " requests within a second up to " +
             numbered(entry) + ", and every answer failed";
    if (count > limits.more_in_all && requests.size() > baseline.size() + limits.more_in_all)
      return std::to_string(count) + " requests in a row up to " + numbered(entry) +
             ", and every answer failed";
  }
  return "";
}

std::string find_useless_repeat(const std::vector<JournalEntry>& requests,
                                const std::vector<JournalEntry>& baseline) {
  const auto usual = usual_questions(baseline, is_refused_for_good);
  std::map<Question, const JournalEntry*> refused;
  for (const auto& entry : requests) {
    const auto question = question_of(entry);
    const auto before = refused.find(question);
    if (before != refused.end() && !usual.contains(question_in_any_run(entry)))
      return numbered(entry) + " repeats " + numbered(*before->second) + " unchanged, which was " +
             "answered " + std::to_string(before->second->status);
    if (is_refused_for_good(entry)) refused.insert_or_assign(question, &entry);
  }
  return "";
}

}  // namespace

std::string find_pressure(const std::vector<JournalEntry>& requests,
                          const std::vector<JournalEntry>& baseline, const PressureLimits& limits) {
  if (auto why = find_early_retry(requests, limits); !why.empty()) return why;
  if (auto why = find_burst(requests, baseline, limits); !why.empty()) return why;
  return find_useless_repeat(requests, baseline);
}

}  // namespace tines_mock::trial
