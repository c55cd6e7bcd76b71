#include "trial/pressure.hpp"

#include "http/message.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace tines_mock::trial {
namespace {

constexpr Milliseconds a_second{1000};

std::string describe(const JournalEntry& entry) {
  return entry.request.method + ' ' + entry.path;
}

std::string numbered(const JournalEntry& entry) {
  return "request " + std::to_string(entry.number) + " (" + describe(entry) + ')';
}

// A rule that only slowed the response down did not spoil it.
bool spoils_the_response(const FiredFault& fault) {
  return fault.applied && fault.phase != Phase::push && fault.effect != "delay" &&
         fault.effect != "throttle" && fault.effect != "hold";
}

bool failed(const JournalEntry& entry) {
  return entry.status == 0 || entry.status >= 400 || entry.ending != Ending::complete ||
         std::ranges::any_of(entry.faults, spoils_the_response);
}

bool is_refused_for_good(int status) {
  return status == 401 || status == 403 || status == 404 || status == 422;
}

/// What makes two requests the same to a tenant. A key is its mark here.
using Question = std::tuple<std::string, std::string, std::string, std::string>;

Question question_of(const JournalEntry& entry) {
  return {entry.request.method, entry.request.target, entry.request.body,
          std::string(entry.request.headers.find("Authorization").value_or(""))};
}

std::string find_early_retry(const std::vector<JournalEntry>& requests) {
  struct Pause {
    Time until;
    const JournalEntry* asked_by;
  };
  std::map<std::pair<std::string, std::string>, Pause> pauses;  // by tenant and operation
  for (const auto& entry : requests) {
    const std::pair key(entry.tenant, entry.operation);
    const auto pause = pauses.find(key);
    if (pause != pauses.end() && entry.at < pause->second.until)
      return numbered(entry) + " came " + std::to_string((pause->second.until - entry.at).count()) +
             " ms before the Retry-After of " + numbered(*pause->second.asked_by) + " was over";
    if (entry.status != 429 && entry.status != 503) continue;
    const Time answered = entry.answered_at.value_or(entry.at);
    if (const auto wait = retry_after(entry.response_headers, answered))
      pauses.insert_or_assign(key, Pause{answered + *wait, &entry});
  }
  return "";
}

std::string find_burst(const std::vector<JournalEntry>& requests, std::size_t baseline,
                       const PressureLimits& limits) {
  std::vector<const JournalEntry*> row;  // of failed requests, without one that succeeded between
  for (const auto& entry : requests) {
    if (!failed(entry)) {
      row.clear();
      continue;
    }
    row.push_back(&entry);
    const auto count = row.size();
    if (count > limits.in_a_second && entry.at - row[count - limits.in_a_second - 1]->at < a_second)
      return std::to_string(limits.in_a_second + 1) + " requests within a second up to " +
             numbered(entry) + ", and every answer failed";
    if (count > limits.more_in_all && requests.size() > baseline + limits.more_in_all)
      return std::to_string(count) + " requests in a row up to " + numbered(entry) +
             ", and every answer failed";
  }
  return "";
}

std::map<Question, std::size_t> refused_questions(const std::vector<JournalEntry>& requests) {
  std::map<Question, std::size_t> times;
  for (const auto& entry : requests)
    if (is_refused_for_good(entry.status)) ++times[question_of(entry)];
  return times;
}

// What the client also does without a fault is its way of working.
std::string find_useless_repeat(const std::vector<JournalEntry>& requests,
                                const std::vector<JournalEntry>& baseline) {
  const auto usual = refused_questions(baseline);
  std::map<Question, const JournalEntry*> refused;
  for (const auto& entry : requests) {
    const auto question = question_of(entry);
    const auto before = refused.find(question);
    if (before != refused.end() && !usual.contains(question))
      return numbered(entry) + " repeats " + numbered(*before->second) + " unchanged, which was " +
             "answered " + std::to_string(before->second->status);
    if (is_refused_for_good(entry.status)) refused.insert_or_assign(question, &entry);
  }
  return "";
}

}  // namespace

std::string find_pressure(const std::vector<JournalEntry>& requests,
                          const std::vector<JournalEntry>& baseline, const PressureLimits& limits) {
  if (auto why = find_early_retry(requests); !why.empty()) return why;
  if (auto why = find_burst(requests, baseline.size(), limits); !why.empty()) return why;
  return find_useless_repeat(requests, baseline);
}

}  // namespace tines_mock::trial
