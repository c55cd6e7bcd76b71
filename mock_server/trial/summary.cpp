#include "trial/summary.hpp"

#include "faults/names.hpp"
#include "http/message.hpp"
#include "support/printable.hpp"
#include "trial/holdings.hpp"

#include <algorithm>

namespace tines_mock::trial {
namespace {

constexpr std::size_t shown_rows = 6;
constexpr std::size_t shown_text_bytes = 300;

// A text of a client, a world or a rule as a report shows it: without keys, on one line.
std::string shown_by(const redaction::Redactor& redactor, const std::string& text) {
  return printable(redactor.text(text));
}

std::string outcome_of(const JournalEntry& entry) {
  std::string text = entry.ending == Ending::complete ? std::to_string(entry.status)
                                                      : std::string(name_of(entry.ending));
  std::vector<std::string> shown;  // a rule acts on many pushes of one request
  for (const auto& fault : entry.faults) {
    auto each = " (" + fault.effect + " at " + std::string(faults::name_of(fault.phase)) + ')';
    if (!fault.applied || std::ranges::find(shown, each) != shown.end()) continue;
    text += each;
    shown.push_back(std::move(each));
  }
  return text + (entry.committed ? ", committed" : "");
}

/// Requests in a row with the same outcome, in one text.
struct Row {
  std::string text;
  std::size_t requests = 0;
};

std::vector<Row> rows_of(const std::vector<JournalEntry>& requests) {
  std::vector<Row> rows;
  for (const auto& entry : requests) {
    auto text = entry.request.method + ' ' + entry.path + " -> " + outcome_of(entry);
    if (rows.empty() || rows.back().text != text) rows.push_back({std::move(text)});
    ++rows.back().requests;
  }
  return rows;
}

std::string describe(const std::vector<JournalEntry>& requests) {
  const auto rows = rows_of(requests);
  std::string text;
  for (std::size_t i = 0; i < rows.size() && i < shown_rows; ++i)
    text += (i == 0 ? "" : "; ") + rows[i].text +
            (rows[i].requests > 1 ? ", " + std::to_string(rows[i].requests) + " times" : "");
  if (rows.size() > shown_rows) text += "; and so on";
  return requests.empty() ? "no request" : text;
}

std::string last_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.pop_back();
  const auto line = text.rfind('\n');
  return line == std::string::npos ? text : text.substr(line + 1);
}

/// The client can wait for the end of such a fault and succeed.
bool passes_by_itself(const FaultRule& rule) {
  return rule.times || rule.when.nth || rule.expires_after || rule.every > 1 ||
         rule.probability < 1 || std::holds_alternative<effects::RateLimited>(rule.effect);
}

}  // namespace

bool Summary::fails(bool strict) const {
  if (expected && verdict == *expected) return false;
  if (verdict <= Verdict::hammered) return true;
  if (!strict) return false;
  if (is_better_than_expected() || verdict == Verdict::left_behind) return true;
  return verdict == Verdict::gave_up && std::ranges::all_of(rules, passes_by_itself);
}

std::string last_line_of(const ClientResult& client, const redaction::Redactor& redactor) {
  return excerpt(shown_by(redactor, last_line(client.output)), shown_text_bytes);
}

Summary summarise(const TrialRun& run, const TrialRun& baseline,
                  const redaction::Redactor& redactor) {
  const auto shown = [&](const std::string& text) { return shown_by(redactor, text); };
  return {.number = 0,
          .fault = shown(run.fault.name),
          .rules = run.fault.rules,
          .verdict = run.verdict,
          .why = shown(run.why),
          .exit_status = run.client.exit_status,
          .signal = run.client.signal,
          .duration = run.duration,
          .requests = run.requests.size(),
          .exchanged = shown(describe(run.requests)),
          .printed = last_line_of(run.client, redactor),
          .difference = shown(find_difference(Holdings(run.state), Holdings(baseline.state)))};
}

std::vector<const Summary*> failing(const Summaries& all) {
  std::vector<const Summary*> runs;
  for (const auto& run : all.runs)
    if (run.fails(all.strict)) runs.push_back(&run);
  std::ranges::stable_sort(runs, {}, &Summary::verdict);
  return runs;
}

bool fails(const Summaries& all) {
  return !failing(all).empty() || (all.strict && !all.not_tried.empty());
}

std::string_view advice_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::leaked_key:
      return "It printed an API key: keep keys out of logs and error messages.";
    case Verdict::crashed:
      return "A signal ended it: find the unhandled error.";
    case Verdict::hung:
      return "It did not end in time: give every request a timeout and bound the retries.";
    case Verdict::duplicated:
      return "It did something twice: before a create is repeated, look whether the first one was "
             "carried out.";
    case Verdict::claimed_success:
      return "It said success too early: check the answer, and the status of each subscription.";
    case Verdict::hammered:
      return "It asked too soon or too often: honour Retry-After, wait longer after each failure, "
             "and do not repeat what was refused for good.";
    case Verdict::left_behind:
      return "It failed and left something behind: remove it, or say what it is.";
    case Verdict::gave_up:
      return "It failed and said so; nothing is left behind.";
    case Verdict::survived:
      return "It succeeded as it does without the fault.";
  }
  return "";
}

}  // namespace tines_mock::trial
