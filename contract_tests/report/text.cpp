#include "contract_tests/report/layout.hpp"
#include "contract_tests/report/report.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::contract {

namespace {

constexpr std::size_t detail_indent = 12;

std::string label(const std::string& name) {
  return padded("  " + name, detail_indent);
}

std::string in_words(const std::string& name, const std::string& text) {
  return wrapped(label(name), text, detail_indent);
}

/// For what people copy: never wrapped.
std::string in_one_line(const std::string& name, const std::string& text) {
  return label(name) + text + "\n";
}

/// The requests before the last one, without those that only read.
std::string steps_before(const Row& row) {
  std::string text;
  for (std::size_t i = 0; i + 1 < row.steps.size(); ++i) {
    const auto& step = row.steps[i];
    if (step.method == "GET") continue;
    text += in_one_line("after", step.request + " → " + std::to_string(step.status));
  }
  return text;
}

std::string on_and_revision(const Sighting& verified) {
  return verified.on + ", revision " + verified.revision;
}

std::string details(const Row& row) {
  auto text = "\n" + wrapped(name_of(row.judgement) + ": ", row.id + " — " + row.text, 2) +
              in_words("source", sentence(row.source)) + steps_before(row);
  if (!row.steps.empty()) text += in_one_line("request", row.steps.back().request);
  text += in_words("expected", row.expected) + in_words("got", row.got);
  if (row.verified) text += in_words("last seen", on_and_revision(*row.verified));
  if (row.expectation) {
    text += in_words("known", "as \"" + name_of(row.expectation->judgement) + "\" since " +
                                  row.expectation->since + ": " + row.expectation->reason);
  }
  if (!row.curl.empty()) text += in_one_line("curl", row.curl);
  return text + in_one_line("replay", row.replay);
}

std::string section(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = "\n" + title + "\n";
  for (const auto& line : lines) text += wrapped("  ", line, 4);
  return text;
}

/// "status" of "create.status"
std::string name_in_subject(const Row& row) {
  return row.id.substr(std::min(subject_of(row).size() + 1, row.id.size()));
}

using Group = std::pair<std::string, std::vector<std::string>>;

/// Adds to the group of that name. The groups keep the order of their first elements.
void add(std::vector<Group>& groups, const std::string& name, const std::string& element) {
  auto group = std::ranges::find(groups, name, &Group::first);
  if (group == groups.end()) group = groups.insert(groups.end(), {name, {}});
  group->second.push_back(element);
}

/// Says once what many promises have in common.
std::string grouped(const std::string& title, const std::vector<Group>& groups) {
  std::string text = groups.empty() ? "" : "\n" + title + "\n";
  for (const auto& [words, ids] : groups) {
    text += wrapped("  ", words + ":", 2) + wrapped("    ", joined(ids), 4);
  }
  return text;
}

std::string not_checked(const Sheet& sheet) {
  std::vector<Group> by_reason;
  for (const auto& row : sheet.rows) {
    if (row.judgement != Judgement::could_not_check || is_known(row)) continue;
    add(by_reason, row.reason, row.id);
  }
  return grouped("Could not check", by_reason);
}

std::string known(const Sheet& sheet) {
  std::vector<Group> met, stale;
  for (const auto& row : sheet.rows) {
    if (is_known(row)) {
      add(met, name_of(row.judgement) + ", " + known_since(*row.expectation), row.id);
    }
    if (is_stale(row)) add(stale, known_since(*row.expectation), row.id);
  }
  return grouped("Known not to be kept on this tenant", met) +
         grouped("Kept now: remove it from the file of --expect", stale);
}

std::string last_verified(const Sheet& sheet) {
  std::vector<Group> by_day;
  int never = 0;
  for (const auto& row : sheet.rows) {
    if (row.verified) add(by_day, on_and_revision(*row.verified), name_in_subject(row));
    never += !row.source.entry.empty() && !row.verified;
  }
  if (never > 0) {
    by_day.push_back({"never, according to the table of assumptions", {std::to_string(never)}});
  }
  return grouped("Assumptions, by when each was last seen on a real tenant", by_day);
}

/// The kept promises, a line for each subject: "create  status, envelope". Names are enough here,
/// because a kept promise asks for no action.
std::string kept(const Sheet& sheet) {
  std::vector<Group> by_subject;
  std::size_t widest = 0;
  for (const auto& row : sheet.rows) {
    if (row.judgement != Judgement::kept) continue;
    const auto subject = subject_of(row);
    add(by_subject, subject, name_in_subject(row));
    widest = std::max(widest, columns_of(subject));
  }
  std::string text = by_subject.empty() ? "" : "\nKept\n";
  for (const auto& [subject, names] : by_subject) {
    text += wrapped("  " + padded(subject, widest) + "  ", joined(names), widest + 4);
  }
  return text;
}

std::string counted(int all, int known) {
  return std::to_string(all) + (known == 0 ? "" : " (" + std::to_string(known) + " known)");
}

std::string summary(const Sheet& sheet) {
  const auto& [sum, known] = std::pair(sheet.sum, sheet.known);
  return "\n" + std::to_string(sum.kept) + " kept, " + counted(sum.broken, known.broken) +
         " broken, " + counted(sum.differs, known.differs) + " differ from an assumption, " +
         counted(sum.could_not_check, known.could_not_check) + " could not be checked\n" +
         std::to_string(sheet.requests) + " requests, seed " + std::to_string(sheet.seed) + "\n";
}

}  // namespace

std::string promise_list(const Promises& promises) {
  std::string text;
  for (const auto& promise : promises) {
    text += promise.id + "\n" + wrapped("    ", promise.text, 4) +
            wrapped("    ", sentence(promise.source), 4);
  }
  return text +
         "A tenant fails when it breaks a promise from the seed document or the vendor's pages; a\n"
         "difference from what is observed or assumed is only reported.\n" +
         std::to_string(promises.size()) + " promises\n";
}

std::string text_report(const Sheet& sheet) {
  std::string text = "The contract of " + sheet.target + "\n" + summary(sheet);
  if (!sheet.ended_early.empty()) text += wrapped("The run ended early: ", sheet.ended_early, 2);
  for (const auto judgement : {Judgement::broken, Judgement::differs}) {
    for (const auto& row : sheet.rows) {
      if (row.judgement == judgement && !is_known(row)) text += details(row);
    }
  }
  text += not_checked(sheet) + known(sheet) + kept(sheet) + last_verified(sheet);
  text += section("Additive drift: members that no document names", sheet.additive_drift);
  text += section("Remarks", sheet.remarks);
  text += section("LEFT ON THE TENANT: remove it by hand, or run again with --clean-up",
                  sheet.left_behind);
  return text + summary(sheet);
}

}  // namespace tines_mock::contract
